import type { Console } from "../console.ts";
import { writeBatches } from "../write-batches.ts";

/** Members that are functions are asked when their turn comes, for a value or for items one after the other. */
export type JsonAnswer = Readonly<Record<string, unknown>>;

/**
 * Writes an answer as JSON: a line for each member, and for each item of a list. Item by item, so that a listing of many
 * files is not in memory a second time as one text. An item with members that are functions is an answer of its own.
 */
export function writeJson(answer: JsonAnswer, console: Console): void {
  writeBatches(pieces({ version: 1, ...answer }, ""), console);
}

function* pieces(answer: JsonAnswer, indent: string): Generator<string> {
  let before = "{\n";
  for (const [name, member] of Object.entries(answer)) {
    yield `${before}${indent}  ${JSON.stringify(name)}: `;
    before = ",\n";
    const value = isLater(member) ? member() : member;
    if (isList(value)) yield* items(value, indent);
    else yield JSON.stringify(value);
  }
  yield `\n${indent}}${indent === "" ? "\n" : ""}`;
}

function isLater(member: unknown): member is () => unknown {
  return typeof member === "function";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function isAnswer(value: unknown): value is JsonAnswer {
  return typeof value === "object" && value !== null && Object.values(value).some(isLater);
}

function* items(list: Iterable<unknown>, indent: string): Generator<string> {
  let before = `[\n${indent}    `;
  let count = 0;
  for (const item of list) {
    yield before;
    if (isAnswer(item)) yield* pieces(item, `${indent}    `);
    else yield JSON.stringify(item);
    before = `,\n${indent}    `;
    count++;
  }
  yield count > 0 ? `\n${indent}  ]` : "[]";
}
