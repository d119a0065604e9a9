import { type FileHandle, open } from "node:fs/promises";

/** A file that grows; writes keep their order, and a failed one never stops a run. Bounded, as a guest can flood it. */
export class AppendFile {
  readonly path: string;
  readonly #limit: number;
  #size = 0;
  #queue: Promise<void> = Promise.resolve();
  #handle: FileHandle | undefined;
  #error: Error | undefined;
  #isClosed = false;

  constructor(file: string, limit: number) {
    this.path = file;
    this.#limit = limit;
  }

  /** Why the file is not whole; undefined where it is. */
  get problem(): string | undefined {
    if (this.#error !== undefined) return `${this.path} could not be written: ${this.#error.message}`;
    return this.#size > this.#limit ? `${this.path} was cut at ${this.#limit} bytes.` : undefined;
  }

  append(data: string | Uint8Array): void {
    if (this.#isClosed) return;
    this.#size += data.length;
    if (this.#size > this.#limit) return;
    this.#queue = this.#queue
      .then(async () => {
        this.#handle ??= await open(this.path, "a");
        await this.#handle.appendFile(data);
      })
      .catch((error: unknown) => {
        this.#error ??= error instanceof Error ? error : new Error("unknown");
      });
  }

  /** Resolves once what was appended so far is written, as far as it can be. */
  async flush(): Promise<void> {
    await this.#queue;
  }

  /** Writes what is queued; what comes later is passed over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
    await this.#handle?.close();
    this.#handle = undefined;
  }
}
