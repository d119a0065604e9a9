import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { whenUnlocked } from "../disks/unlocked.ts";
import { Deadline } from "../wait.ts";
import { inReadingOrder, type RunRecord } from "./run-record.ts";

/** How long whoever reads the record may keep it from being replaced, milliseconds. */
const readersMs = 3000;

/** JSON text of a record: numbers that JavaScript cannot hold are written as text. */
const toJson = (value: unknown): string =>
  `${JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item), 2)}\n`;

/** Where the next version of a record is written. */
export const temporaryOf = (file: string): string => `${file}.tmp`;

/** A JSON file that is always whole: each version is written beside it and renamed over it, one after the other. */
export class RecordFile {
  readonly path: string;
  #queue: Promise<void> = Promise.resolve();
  #latest: RunRecord | undefined;
  #isQueued = false;

  constructor(file: string) {
    this.path = file;
  }

  /** Writes that value, or a later one when writes queue up. Rejects when the file cannot be written. */
  write(value: RunRecord): Promise<void> {
    this.#latest = value;
    if (!this.#isQueued) {
      this.#isQueued = true;
      this.#queue = this.#queue.catch(() => undefined).then(() => this.#writeLatest());
      this.#queue.catch(() => undefined);
    }
    return this.#queue;
  }

  async #writeLatest(): Promise<void> {
    this.#isQueued = false;
    const temporary = temporaryOf(this.path);
    await mkdir(path.dirname(this.path), { recursive: true });
    await writeFile(temporary, toJson(this.#latest && inReadingOrder(this.#latest)));
    // Windows replaces no file that somebody reads just then: a view, a virus scanner.
    await whenUnlocked(() => rename(temporary, this.path), new Deadline({ timeoutMs: readersMs }));
  }
}
