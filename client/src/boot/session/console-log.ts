import { Listeners } from "../host-process/listeners.ts";

/** Bytes of a console that are kept for whoever opens it later; the record has all of them. */
const keptBytes = 256 * 1024;

/** What a VM wrote to its serial console: the last of it, and what comes. */
export class ConsoleLog {
  readonly #listeners = new Listeners<Buffer>();
  #chunks: Buffer[] = [];
  #size = 0;

  readonly onData = this.#listeners.add;

  get tail(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  push(data: Buffer): void {
    this.#chunks.push(data);
    this.#size += data.length;
    if (this.#size > 2 * keptBytes) {
      this.#chunks = [Buffer.from(this.tail.subarray(-keptBytes))];
      this.#size = keptBytes;
    }
    this.#listeners.tell(data);
  }
}
