import type { Console } from "../console.ts";

/** Characters that are written at once. */
const batchSize = 64 * 1024;

/**
 * Writes an answer as JSON: a line for each member, and for each item of a list. Item by item, so that a listing of many
 * files is not in memory a second time as one text.
 */
export function writeJson(answer: Readonly<Record<string, unknown>>, console: Console): void {
  let batch = "";
  for (const piece of pieces(answer)) {
    batch += piece;
    if (batch.length < batchSize) continue;
    console.out(batch);
    batch = "";
  }
  console.out(batch);
}

function* pieces(answer: Readonly<Record<string, unknown>>): Generator<string> {
  let before = "{\n";
  for (const [name, value] of Object.entries({ version: 1, ...answer })) {
    yield `${before}  ${JSON.stringify(name)}: `;
    before = ",\n";
    if (Array.isArray(value)) yield* items(value);
    else yield JSON.stringify(value);
  }
  yield "\n}\n";
}

function* items(list: readonly unknown[]): Generator<string> {
  let before = "[\n    ";
  for (const item of list) {
    yield before + JSON.stringify(item);
    before = ",\n    ";
  }
  yield list.length > 0 ? "\n  ]" : "[]";
}
