import { type GoSyntaxError, scanNumber, scanString, scanWord, skipSpace, unexpected } from "./go-json-scan.ts";

/** A JSON value with its place in the text, `[start, end)` in UTF-16 units. */
export type JsonNode = { readonly start: number; readonly end: number } & (
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "null" }
);

/** One member of an object, in source order, duplicates included. */
export interface JsonMember {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly value: JsonNode;
}

export type JsonResult = { readonly ok: true; readonly node: JsonNode } | ({ readonly ok: false } & GoSyntaxError);

/** Go's own limit on nesting. */
const maxDepth = 10_000;

/** An object or array that is still open. */
type Open =
  | { readonly kind: "object"; readonly start: number; readonly members: JsonMember[]; name: ScannedName }
  | { readonly kind: "array"; readonly start: number; readonly items: JsonNode[] };

type ScannedName = Omit<JsonMember, "value">;

/** Go replaces an unpaired surrogate escape by U+FFFD. */
function decodeString(literal: string): string {
  const value: unknown = JSON.parse(literal);
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : "";
}

function scanScalar(text: string, start: number): JsonNode | GoSyntaxError {
  const first = text.charAt(start);
  if (first === '"') {
    const end = scanString(text, start);
    return typeof end === "number" ? { kind: "string", start, end, value: decodeString(text.slice(start, end)) } : end;
  }
  if (first === "-" || (first >= "0" && first <= "9")) {
    const end = scanNumber(text, start);
    return typeof end === "number" ? { kind: "number", start, end, text: text.slice(start, end) } : end;
  }
  const word = ["true", "false", "null"].find((candidate) => candidate.charAt(0) === first);
  if (word === undefined) return unexpected(text, start, "looking for beginning of value");
  const end = scanWord(text, start, word);
  if (typeof end !== "number") return end;
  return word === "null" ? { kind: "null", start, end } : { kind: "bool", start, end, value: word === "true" };
}

/** A member's name and its colon; `next` is where the value may begin. */
function scanName(text: string, start: number): { readonly name: ScannedName; readonly next: number } | GoSyntaxError {
  if (text.charAt(start) !== '"') return unexpected(text, start, "looking for beginning of object key string");
  const end = scanString(text, start);
  if (typeof end !== "number") return end;
  const colon = skipSpace(text, end);
  if (text.charAt(colon) !== ":") return unexpected(text, colon, "after object key");
  const name = decodeString(text.slice(start, end));
  return { name: { name, nameStart: start, nameEnd: end }, next: skipSpace(text, colon + 1) };
}

/** Where the next value may begin; `node` is the value before it, where that is complete and not yet placed. */
interface Step {
  readonly next: number;
  readonly node: JsonNode | undefined;
}

/** Reads a scalar or an empty container, or opens a container and goes to where its first value begins. */
function beginValue(text: string, at: number, stack: Open[]): Step | GoSyntaxError {
  const bracket = text.charAt(at);
  if (bracket !== "{" && bracket !== "[") {
    const scalar = scanScalar(text, at);
    return "error" in scalar ? scalar : { next: scalar.end, node: scalar };
  }
  if (stack.length >= maxDepth) return { error: "exceeded max depth", at };
  const inside = skipSpace(text, at + 1);
  if (bracket === "[") {
    if (text.charAt(inside) === "]") {
      return { next: inside + 1, node: { kind: "array", start: at, end: inside + 1, items: [] } };
    }
    stack.push({ kind: "array", start: at, items: [] });
    return { next: inside, node: undefined };
  }
  if (text.charAt(inside) === "}") {
    return { next: inside + 1, node: { kind: "object", start: at, end: inside + 1, members: [] } };
  }
  const scanned = scanName(text, inside);
  if ("error" in scanned) return scanned;
  stack.push({ kind: "object", start: at, members: [], name: scanned.name });
  return { next: scanned.next, node: undefined };
}

/** Puts a value into the container that is open, which may complete that one; else goes to where the next value begins. */
function placeValue(text: string, node: JsonNode, open: Open): Step | GoSyntaxError {
  const at = skipSpace(text, node.end);
  const next = text.charAt(at);
  const place = { start: open.start, end: at + 1 };
  if (open.kind === "array") {
    open.items.push(node);
    if (next === "]") return { next: at + 1, node: { kind: "array", ...place, items: open.items } };
    return next === ","
      ? { next: skipSpace(text, at + 1), node: undefined }
      : unexpected(text, at, "after array element");
  }
  open.members.push({ ...open.name, value: node });
  if (next === "}") return { next: at + 1, node: { kind: "object", ...place, members: open.members } };
  if (next !== ",") return unexpected(text, at, "after object key:value pair");
  const scanned = scanName(text, skipSpace(text, at + 1));
  if ("error" in scanned) return scanned;
  open.name = scanned.name;
  return { next: scanned.next, node: undefined };
}

/**
 * Parses JSON as Go's `encoding/json` does, with its error texts and with the place of every value.
 * The grammar is strict RFC 8259; nesting is walked with a stack of its own, so no text can exhaust ours.
 */
export function parseGoJson(text: string): JsonResult {
  const stack: Open[] = [];
  let step: Step | GoSyntaxError = { next: skipSpace(text, 0), node: undefined };
  for (;;) {
    if ("error" in step) return { ok: false, ...step };
    const { node, next } = step;
    const open = stack.at(-1);
    if (node === undefined) {
      step = beginValue(text, next, stack);
    } else if (open !== undefined) {
      step = placeValue(text, node, open);
      if (!("error" in step) && step.node !== undefined) stack.pop();
    } else {
      const rest = skipSpace(text, next);
      if (rest === text.length) return { ok: true, node };
      step = unexpected(text, rest, "after top-level value");
    }
  }
}
