import { bracketsClose, plainEnd, plainKeyColon, quotedEnd, skipBlanks } from "./line-scan.ts";
import { lineEnd } from "./token-bounds.ts";

/** One line of a document, or a part of one: `[start, end)` without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** What a line of block YAML looks like by itself. */
export type LineShape =
  | { readonly kind: "blank" }
  /** Neither an entry nor an item: a half-typed key, or the continuation of something above. */
  | { readonly kind: "other" }
  | {
      readonly kind: "entry";
      /** Column of the key or of the item's content, behind any `- `. */
      readonly column: number;
      readonly isItem: boolean;
      /** Undefined for an item without a key. */
      readonly key: Line | undefined;
      /** From the value's first character to the end of the line, comment included; empty where there is none. */
      readonly value: Line;
    };

/** The line that contains `offset`. */
export function lineAt(text: string, offset: number): Line {
  let start = Math.min(offset, text.length);
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return { start, end: lineEnd(text, start) };
}

/** The line above, or undefined at the top. A CRLF pair is one line break. */
export function lineAbove(text: string, line: Line): Line | undefined {
  if (line.start === 0) return undefined;
  const isPair = text.charCodeAt(line.start - 1) === 0x0a && text.charCodeAt(line.start - 2) === 0x0d;
  return lineAt(text, line.start - (isPair ? 2 : 1));
}

/** Offset of the line after `line`; beyond the text's length behind the last one. */
export function nextLineStart(text: string, line: Line): number {
  return line.end + (text.startsWith("\r\n", line.end) ? 2 : 1);
}

/** Reads a line's shape. */
export function lineShape(text: string, line: Line): LineShape {
  const { end } = line;
  let at = skipBlanks(text, line.start, end);
  let isItem = false;
  while (text.charCodeAt(at) === 0x2d && at < end) {
    const after = skipBlanks(text, at + 1, end);
    if (after === at + 1 && after < end) break;
    isItem = true;
    at = after;
  }
  const column = at - line.start;
  const first = text.charAt(at);
  if (at >= end || first === "#") {
    return isItem ? { kind: "entry", column, isItem, key: undefined, value: { start: end, end } } : { kind: "blank" };
  }
  const key = keyAt(text, at, end);
  if (key === undefined) {
    return isItem ? { kind: "entry", column, isItem, key, value: { start: at, end } } : { kind: "other" };
  }
  return { kind: "entry", column, isItem, key: key.part, value: { start: skipBlanks(text, key.colon + 1, end), end } };
}

function keyAt(text: string, start: number, end: number): { readonly part: Line; readonly colon: number } | undefined {
  const first = text.charAt(start);
  if (first === '"' || first === "'") {
    const after = quotedEnd(text, start, end);
    if (after < 0) return undefined;
    const colon = skipBlanks(text, after, end);
    const isKey = text[colon] === ":" && (colon + 1 >= end || " \t".includes(text.charAt(colon + 1)));
    return isKey ? { part: { start, end: after }, colon } : undefined;
  }
  if ("&*!|>%@`{}[],".includes(first)) return undefined;
  const colon = plainKeyColon(text, start, end);
  return colon < 0 ? undefined : { part: { start, end: plainEnd(text, start, colon) }, colon };
}

/** True where a value cannot stand on its line as it is: an open quote or bracket, a wrong escape, a second colon. */
export function isOddValue(text: string, value: Line): boolean {
  const { start, end } = value;
  switch (text.charAt(start)) {
    case '"':
    case "'": {
      const after = start < end ? quotedEnd(text, start, end) : end;
      // A comment needs white space in front.
      return after < 0 || (after < end && (plainEnd(text, after, end) > after || text.charAt(after) === "#"));
    }
    case "|":
    case ">":
      return !/^[|>][-+0-9]*$/.test(text.slice(start, Math.min(plainEnd(text, start, end), start + 8)));
    case "[":
    case "{":
      return !bracketsClose(text, start, end);
    case "*":
    case "&":
    case "!":
      return plainEnd(text, start, end) === start + 1;
    case "%":
    case "@":
    case "`":
    case "]":
    case "}":
    case ",":
      return start < end;
    default:
      return plainKeyColon(text, start, end) >= 0;
  }
}

function isBreak(char: number): boolean {
  return char === 0x0a || char === 0x0d;
}
