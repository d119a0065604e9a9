import type { Entry, ScalarNode, TreeNode } from "../tree.ts";
import { plainNode, simpleQuoted } from "./simple-scalar.ts";

const plain = /[\w./][\w./-]*/y;
const blanks = / */y;

/** Reads a list or a map of scalars in brackets that close on their line; undefined for any less simple one. */
export function simpleFlow(text: string, start: number): TreeNode | undefined {
  const isMap = text.charCodeAt(start) === 0x7b;
  const close = isMap ? "}" : "]";
  const items: ScalarNode[] = [];
  const entries: Entry[] = [];
  let at = behindBlanks(text, start + 1);
  while (text[at] !== close) {
    const first = flowScalar(text, at);
    if (first === undefined) return undefined;
    at = first.span.end;
    if (isMap) {
      if (!text.startsWith(": ", at)) return undefined;
      const value = flowScalar(text, behindBlanks(text, at + 1));
      if (value === undefined) return undefined;
      entries.push({ key: first, value });
      at = value.span.end;
    } else items.push(first);
    at = behindBlanks(text, at);
    if (text[at] === ",") at = behindBlanks(text, at + 1);
    else if (text[at] !== close) return undefined;
  }
  const span = { start, end: at + 1 };
  return isMap ? { kind: "map", span, flow: true, entries } : { kind: "sequence", span, flow: true, items };
}

function behindBlanks(text: string, at: number): number {
  blanks.lastIndex = at;
  blanks.test(text);
  return blanks.lastIndex;
}

function flowScalar(text: string, start: number): ScalarNode | undefined {
  const first = text.charCodeAt(start);
  if (first === 0x22 || first === 0x27) return simpleQuoted(text, start);
  plain.lastIndex = start;
  return plain.test(text) ? plainNode(text.slice(start, plain.lastIndex), start) : undefined;
}
