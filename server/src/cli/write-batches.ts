import type { Console } from "./console.ts";

/** Characters that are written at once. */
const batchSize = 64 * 1024;

/** Standard output in batches: pieces of text are gathered until they are worth writing. */
export class TextBatches {
  readonly #console: Console;
  #batch = "";

  constructor(console: Console) {
    this.#console = console;
  }

  write(piece: string): void {
    this.#batch += piece;
    if (this.#batch.length >= batchSize) this.end();
  }

  /** Writes what is left. */
  end(): void {
    this.#console.out(this.#batch);
    this.#batch = "";
  }
}

/** Writes pieces of text to standard output as they come, in batches: very many of them are never in memory together. */
export function writeBatches(pieces: Iterable<string>, console: Console): void {
  const batches = new TextBatches(console);
  for (const piece of pieces) batches.write(piece);
  batches.end();
}
