import type { Console } from "./console.ts";

/** Characters that are written at once. */
const batchSize = 64 * 1024;

/** Writes pieces of text to standard output as they come, in batches: very many of them are never in memory together. */
export function writeBatches(pieces: Iterable<string>, console: Console): void {
  let batch = "";
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchSize) continue;
    console.out(batch);
    batch = "";
  }
  console.out(batch);
}
