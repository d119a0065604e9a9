import { listOf, property, textProperty } from "../../infrastructure/unknown.ts";

export type RunState = "running" | "ended" | "failed" | "cancelled";

/** What the view needs of a `<uvm id>_run.json`. */
export interface RunRecord {
  readonly state: RunState;
  /** Whether no VM was made. */
  readonly isRehearsal: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  /** Why it failed. */
  readonly failure: string;
  /** Whether the VM was given the shared EFI disk, read-only: then nothing that the guest did can be seen on it. */
  readonly hasReadOnlyEfi: boolean;
}

const states: readonly string[] = ["running", "ended", "failed", "cancelled"] satisfies RunState[];

/** A record by its content; undefined where that is none, however the file came by its name. */
export function toRunRecord(record: unknown): RunRecord | undefined {
  const state = property(record, "state");
  if (!isState(state)) return undefined;
  const plan = property(property(record, "request"), "plan");
  const preserved = [...listOf(property(record, "preserved")), ...listOf(property(plan, "preserve"))];
  const efi = preserved.find((file) => isEfiDisk(textProperty(file, "to")));
  const isCopy = listOf(property(plan, "copies")).some((copy) => property(copy, "to") === property(efi, "from"));
  const started = Date.parse(textProperty(record, "startedAt"));
  return {
    state,
    isRehearsal: property(record, "kind") === "rehearsal",
    startedAt: Number.isNaN(started) ? undefined : started,
    failure: textProperty(property(record, "failure"), "message"),
    hasReadOnlyEfi: efi !== undefined && !isCopy,
  };
}

/** The VHD with the EFI system partition, by the name that it is preserved under. */
export function isEfiDisk(file: string): boolean {
  return /(^|[_/\\])boot\.vhdx?$/i.test(file);
}

function isState(value: unknown): value is RunState {
  return typeof value === "string" && states.includes(value);
}
