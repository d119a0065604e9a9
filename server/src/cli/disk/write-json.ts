import type { Console } from "../console.ts";
import { TextBatches } from "../write-batches.ts";

/** Members that are functions are asked when their turn comes, for a value or for items one after the other. */
export type JsonAnswer = Readonly<Record<string, unknown>>;

/**
 * Writes an answer as JSON: a line for each member, and for each item of a list. Item by item, so that a listing of many
 * files is not in memory a second time as one text. An item with members that are functions is an answer of its own.
 */
export function writeJson(answer: JsonAnswer, console: Console): void {
  const batches = new TextBatches(console);
  writeAnswer({ version: 1, ...answer }, "", batches);
  batches.end();
}

function writeAnswer(answer: JsonAnswer, indent: string, batches: TextBatches): void {
  let before = "{\n";
  for (const [name, member] of Object.entries(answer)) {
    batches.write(`${before}${indent}  ${JSON.stringify(name)}: `);
    before = ",\n";
    const value = isLater(member) ? member() : member;
    if (isList(value)) writeItems(value, indent, batches);
    else batches.write(JSON.stringify(value));
  }
  batches.write(`\n${indent}}${indent === "" ? "\n" : ""}`);
}

function isLater(member: unknown): member is () => unknown {
  return typeof member === "function";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function isAnswer(value: unknown): value is JsonAnswer {
  if (typeof value !== "object" || value === null) return false;
  for (const name in value) if (isLater(Reflect.get(value, name))) return true;
  return false;
}

function writeItems(list: Iterable<unknown>, indent: string, batches: TextBatches): void {
  const itemIndent = `${indent}    `;
  let before = `[\n${itemIndent}`;
  const between = `,\n${itemIndent}`;
  let isEmpty = true;
  for (const item of list) {
    if (isAnswer(item)) {
      batches.write(before);
      writeAnswer(item, itemIndent, batches);
    } else batches.write(before + JSON.stringify(item));
    before = between;
    isEmpty = false;
  }
  batches.write(isEmpty ? "[]" : `\n${indent}  ]`);
}
