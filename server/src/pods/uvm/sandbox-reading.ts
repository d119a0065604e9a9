import {
  type GoResult,
  parseBool,
  parseInt32,
  parseListUint32,
  parseListUint64,
  parseUint32,
  parseUint64,
} from "../annotations/go-values.ts";
import type { Override, ParseWarning, Refusal } from "./resolved.ts";

/**
 * One reading of a sandbox's annotations, with all that the shim would say on the way. Reads are logged in their order,
 * so the callers read in the order of hcsshim's code; a key that is read twice is logged twice.
 */
export class SandboxReading {
  readonly refusals: Refusal[] = [];
  readonly warnings: ParseWarning[] = [];
  readonly laterWarnings: ParseWarning[] = [];
  readonly overrides: Override[] = [];
  readonly annotations: ReadonlyMap<string, string>;
  #stopped = false;

  constructor(annotations: ReadonlyMap<string, string>) {
    this.annotations = annotations;
  }

  /** The real shim returns an error here: what is logged from now on, it would only log once that is mended. */
  stop(): void {
    this.#stopped = true;
  }

  warn(kind: ParseWarning["kind"], key: string, message: string): void {
    const value = this.annotations.get(key) ?? "";
    (this.#stopped ? this.laterWarnings : this.warnings).push({ key, value, message, kind });
  }

  unparsable(key: string, reason: string): void {
    this.warn("unparsable", key, `annotation value could not be parsed: ${reason}`);
  }

  /** A refusal of the stage `create`: hcsshim stops reading. */
  refuse(message: string, ...keys: readonly string[]): void {
    this.refusals.push({ message, keys, stage: "create" });
    this.stop();
  }

  refuseLater(stage: Exclude<Refusal["stage"], "create">, message: string, ...keys: readonly string[]): void {
    this.refusals.push({ message, keys: keys.filter((key) => this.annotations.has(key)), stage });
  }

  /** A refusal by the guest: the VM is made and started first. */
  refuseInGuest(message: string, ...keys: readonly string[]): void {
    this.refusals.push({
      message,
      keys: keys.filter((key) => this.annotations.has(key)),
      stage: "start",
      by: "guest",
    });
  }

  /** Notes that the written value of `key` has no effect; nothing where the key is absent. */
  override(key: string, effective: string, because: string, by?: string): void {
    const written = this.annotations.get(key);
    if (written === undefined) return;
    this.overrides.push({ key, written, effective, because, ...(by === undefined ? {} : { by }) });
  }

  string(key: string, fallback: string): string {
    return this.annotations.get(key) ?? fallback;
  }

  bool(key: string, fallback: boolean): boolean {
    return this.#parse(key, parseBool) ?? fallback;
  }

  nullableBool(key: string): boolean | null {
    return this.#parse(key, parseBool) ?? null;
  }

  int32(key: string, fallback: number): number {
    return this.#parse(key, parseInt32) ?? fallback;
  }

  uint32(key: string, fallback: number): number {
    return this.#parse(key, parseUint32) ?? fallback;
  }

  uint64(key: string, fallback: bigint): bigint {
    return this.#parse(key, parseUint64) ?? fallback;
  }

  /** Null where absent, empty or bad; a bad list is dropped without a log line. */
  listUint32(key: string): readonly number[] | null {
    const text = this.annotations.get(key);
    if (text === undefined || text === "") return null;
    const list = parseListUint32(text);
    if (list.ok) return list.value;
    this.override(
      key,
      "no list",
      `a list with one bad item is dropped as a whole, without a log entry (${list.error})`,
    );
    return null;
  }

  /** Null where absent, empty or bad; a bad list is dropped and logged. */
  listUint64(key: string): readonly bigint[] | null {
    const list = this.#parse(key, parseListUint64);
    return list === undefined || list.length === 0 ? null : list;
  }

  #parse<T>(key: string, parse: (text: string) => GoResult<T>): T | undefined {
    const text = this.annotations.get(key);
    if (text === undefined) return undefined;
    const result = parse(text);
    if (result.ok) return result.value;
    this.unparsable(key, result.error);
    return undefined;
  }
}
