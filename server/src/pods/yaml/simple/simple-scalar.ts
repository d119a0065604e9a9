import { plainScalarType } from "../scalar-type.ts";
import type { ScalarNode } from "../tree.ts";

const double = /"[^"\\\n]*"/y;
/** Escapes that mean the same in JSON. */
const doubleEscaped = /"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const single = /'(?:[^'\n]|'')*'/y;
const key = /[\w./][^\s#:]*(?=:(?:[ \r\n]|$))/y;
/** What a plain scalar cannot begin with, or begins with only where something else stands behind it. */
const indicators = "-?:,[]{}#&*!|>'\"%@`";

/** Reads a quoted scalar that ends on its line; undefined where there is none, or a less simple one. */
export function simpleQuoted(text: string, start: number): ScalarNode | undefined {
  const isDouble = text.charCodeAt(start) === 0x22;
  const pattern = isDouble ? double : single;
  pattern.lastIndex = start;
  if (pattern.test(text)) {
    const end = pattern.lastIndex;
    const written = text.slice(start + 1, end - 1);
    const value = isDouble ? written : written.replaceAll("''", "'");
    return { kind: "scalar", span: { start, end }, style: isDouble ? "double" : "single", type: "string", value };
  }
  doubleEscaped.lastIndex = start;
  if (!doubleEscaped.test(text)) return undefined;
  const end = doubleEscaped.lastIndex;
  const value: unknown = JSON.parse(text.slice(start, end));
  return typeof value === "string"
    ? { kind: "scalar", span: { start, end }, style: "double", type: "string", value }
    : undefined;
}

/** Reads a plain scalar that has the rest of its line, but for a comment, to itself. */
export function simplePlain(text: string, start: number): ScalarNode | undefined {
  const first = text.charAt(start);
  if (indicators.includes(first) && (first !== "-" || " \r\n".includes(text.charAt(start + 1)))) return undefined;
  const newline = text.indexOf("\n", start);
  const line = text.slice(start, newline < 0 ? text.length : newline);
  const comment = line.indexOf(" #");
  const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  if (value.includes(": ") || value.endsWith(":")) return undefined;
  return plainNode(value, start);
}

/** Reads the key of a `key:` that is in quotes or has neither blanks nor a colon or number sign within. */
export function simpleKey(text: string, start: number): ScalarNode | undefined {
  const first = text.charCodeAt(start);
  if (first === 0x22 || first === 0x27) {
    const node = simpleQuoted(text, start);
    if (node === undefined || text.charCodeAt(node.span.end) !== 0x3a) return undefined;
    return node.span.end + 1 >= text.length || " \r\n".includes(text.charAt(node.span.end + 1)) ? node : undefined;
  }
  key.lastIndex = start;
  return key.test(text) ? plainNode(text.slice(start, key.lastIndex), start) : undefined;
}

/** A plain scalar that stands at `start` as it is. */
export const plainNode = (value: string, start: number): ScalarNode => ({
  kind: "scalar",
  span: { start, end: start + value.length },
  style: "plain",
  type: plainScalarType(value),
  value,
});
