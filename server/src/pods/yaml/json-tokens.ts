import { readJsonString } from "./json-string.ts";
import { lineEnd } from "./token-bounds.ts";
import type { ScalarNode, ScalarType } from "./tree.ts";

/** A token of a JSON text; white space and comments lie between tokens. */
export type JsonToken =
  | {
      readonly kind: "mark";
      readonly char: "{" | "}" | "[" | "]" | ":" | ",";
      readonly start: number;
      readonly end: number;
    }
  /** A string, number or literal; `node.unknown` where it is none that JSON knows. */
  | { readonly kind: "scalar"; readonly node: ScalarNode; readonly isString: boolean; readonly closed: boolean }
  | { readonly kind: "end" };

const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

/** Offset of the next token: behind white space, a byte order mark and JSONC comments. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = text.charCodeAt(at);
    if (char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09 || char === 0xfeff) at++;
    else if (char === 0x2f && text.charCodeAt(at + 1) === 0x2f) at = lineEnd(text, at);
    else if (char === 0x2f && text.charCodeAt(at + 1) === 0x2a) {
      const close = text.indexOf("*/", at + 2);
      // One that is still being typed hides no more than its line.
      at = close < 0 ? lineEnd(text, at) : close + 2;
    } else return at;
  }
}

/** Reads the token at `at` (as {@link skipSpace} returned it). */
export function readToken(text: string, at: number): JsonToken {
  if (at >= text.length) return { kind: "end" };
  const char = text.charAt(at);
  switch (char) {
    case "{":
    case "}":
    case "[":
    case "]":
    case ":":
    case ",":
      return { kind: "mark", char, start: at, end: at + 1 };
    case '"':
      return stringToken(text, at);
    default:
      return bareToken(text, at);
  }
}

function stringToken(text: string, at: number): JsonToken {
  const { end, value, closed, valid } = readJsonString(text, at);
  const span = { start: at, end };
  const known = closed && valid;
  const node: ScalarNode = known
    ? { kind: "scalar", span, style: "json", type: "string", value }
    : { kind: "scalar", span, style: "json", type: "string", value, unknown: true };
  return { kind: "scalar", node, isString: true, closed };
}

function bareToken(text: string, at: number): JsonToken {
  let end = at + 1;
  while (end < text.length && !'{}[]:,"'.includes(text.charAt(end)) && text.charCodeAt(end) > 0x20) end++;
  const value = text.slice(at, end);
  const type = bareType(value);
  const span = { start: at, end };
  const node: ScalarNode =
    type === undefined
      ? { kind: "scalar", span, style: "json", type: "string", value, unknown: true }
      : { kind: "scalar", span, style: "json", type, value };
  return { kind: "scalar", node, isString: false, closed: true };
}

function bareType(value: string): ScalarType | undefined {
  if (value === "true" || value === "false") return "boolean";
  if (value === "null") return "null";
  return number.test(value) ? "number" : undefined;
}
