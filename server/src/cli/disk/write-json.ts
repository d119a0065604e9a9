import type { Console } from "../console.ts";

/** Characters that are written at once. */
const batchSize = 64 * 1024;

type JsonAnswer = Readonly<Record<string, unknown>>;

/**
 * Writes an answer as JSON: a line for each member, and for each item of a list. Item by item, so that a listing of many
 * files is not in memory a second time as one text. A member that is a function is asked when its turn comes, for a value
 * or for items one after the other.
 */
export function writeJson(answer: JsonAnswer, console: Console): void {
  let batch = "";
  for (const piece of pieces(answer)) {
    batch += piece;
    if (batch.length < batchSize) continue;
    console.out(batch);
    batch = "";
  }
  console.out(batch);
}

function* pieces(answer: JsonAnswer): Generator<string> {
  let before = "{\n";
  for (const [name, member] of Object.entries({ version: 1, ...answer })) {
    yield `${before}  ${JSON.stringify(name)}: `;
    before = ",\n";
    const value = isLater(member) ? member() : member;
    if (isList(value)) yield* items(value);
    else yield JSON.stringify(value);
  }
  yield "\n}\n";
}

function isLater(member: unknown): member is () => unknown {
  return typeof member === "function";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function* items(list: Iterable<unknown>): Generator<string> {
  let before = "[\n    ";
  let count = 0;
  for (const item of list) {
    yield before + JSON.stringify(item);
    before = ",\n    ";
    count++;
  }
  yield count > 0 ? "\n  ]" : "[]";
}
