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
  | { readonly kind: "object"; readonly start: number; readonly members: JsonMember[]; name: ScannedName | undefined }
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

/**
 * Parses JSON as Go's `encoding/json` does, with its error texts and with the place of every value.
 * The grammar is strict RFC 8259; nesting is walked with a stack of its own, so no text can exhaust ours.
 */
export function parseGoJson(text: string): JsonResult {
  const stack: Open[] = [];
  let at = skipSpace(text, 0);
  for (;;) {
    const bracket = text.charAt(at);
    let node: JsonNode | undefined;
    if (bracket === "{" || bracket === "[") {
      if (stack.length >= maxDepth) return { ok: false, error: "exceeded max depth", at };
      const inside = skipSpace(text, at + 1);
      const closed = text.charAt(inside) === (bracket === "{" ? "}" : "]");
      if (bracket === "[") {
        if (closed) node = { kind: "array", start: at, end: inside + 1, items: [] };
        else stack.push({ kind: "array", start: at, items: [] });
        at = inside;
      } else if (closed) {
        node = { kind: "object", start: at, end: inside + 1, members: [] };
      } else {
        const scanned = scanName(text, inside);
        if ("error" in scanned) return { ok: false, ...scanned };
        stack.push({ kind: "object", start: at, members: [], name: scanned.name });
        at = scanned.next;
      }
    } else {
      const scalar = scanScalar(text, at);
      if ("error" in scalar) return { ok: false, ...scalar };
      node = scalar;
    }
    // A value is complete: hand it to what is open, and close that as often as the text does.
    while (node !== undefined) {
      const open = stack.at(-1);
      at = skipSpace(text, node.end);
      if (open === undefined) {
        return at === text.length
          ? { ok: true, node }
          : { ok: false, ...unexpected(text, at, "after top-level value") };
      }
      const next = text.charAt(at);
      if (open.kind === "array") {
        open.items.push(node);
        if (next !== "," && next !== "]") return { ok: false, ...unexpected(text, at, "after array element") };
      } else {
        if (open.name !== undefined) open.members.push({ ...open.name, value: node });
        if (next !== "," && next !== "}") return { ok: false, ...unexpected(text, at, "after object key:value pair") };
      }
      node = undefined;
      if (next !== ",") {
        stack.pop();
        const place = { start: open.start, end: at + 1 };
        node =
          open.kind === "array"
            ? { kind: "array", ...place, items: open.items }
            : { kind: "object", ...place, members: open.members };
      } else if (open.kind === "array") {
        at = skipSpace(text, at + 1);
      } else {
        const scanned = scanName(text, skipSpace(text, at + 1));
        if ("error" in scanned) return { ok: false, ...scanned };
        open.name = scanned.name;
        at = scanned.next;
      }
    }
  }
}
