import type { Entry, TreeNode } from "../tree.ts";
import { ContentLines } from "./content-lines.ts";
import { simpleFlow } from "./simple-flow.ts";
import { simpleKey, simplePlain, simpleQuoted } from "./simple-scalar.ts";

/** Tabs, controls, what is not ASCII, a carriage return by itself, and markers; beyond them lies all that is odd in YAML. */
const odd = /[^\x20-\x7E\r\n]|\r(?!\n)|^(?:---|\.\.\.)/m;
/** Nesting beyond this is left to the full parser, which has a limit of its own. */
const maxDepth = 64;

/**
 * Reads YAML as most of it is written: block maps and lists, scalars and short bracketed lists that end on their line.
 * Undefined for everything else, right or wrong; where there is an answer it is the one that the full parser gives, at a
 * fraction of the time.
 */
export function readSimpleYaml(text: string): TreeNode | undefined {
  if (odd.test(text)) return undefined;
  const lines = new ContentLines(text);
  if (lines.column !== 0) return undefined;
  const root = readBlock(lines, 0);
  return lines.areOver() ? root : undefined;
}

/** The map or list that begins here. */
function readBlock(lines: ContentLines, depth: number): TreeNode | undefined {
  if (depth > maxDepth) return undefined;
  return isItem(lines) ? readList(lines, depth) : readMap(lines, depth);
}

const isItem = ({ text, at }: ContentLines): boolean =>
  text.charCodeAt(at) === 0x2d && (at + 1 >= text.length || " \r\n".includes(text.charAt(at + 1)));

function readMap(lines: ContentLines, depth: number): TreeNode | undefined {
  const { at: start, column, text } = lines;
  const entries: Entry[] = [];
  let end = start;
  while (lines.column === column && !isItem(lines)) {
    const key = simpleKey(text, lines.at);
    if (key === undefined) return undefined;
    const colon = key.span.end;
    const isBelow = lines.endLine(colon + 1);
    if (isBelow && (lines.column < column || (lines.column === column && !isItem(lines)))) {
      entries.push({ key, value: undefined });
      end = colon + 1;
      continue;
    }
    const value = isBelow ? readBlock(lines, depth + 1) : readInline(lines, colon + 1, column);
    if (value === undefined) return undefined;
    entries.push({ key, value });
    end = value.span.end;
  }
  return { kind: "map", span: { start, end }, flow: false, entries };
}

function readList(lines: ContentLines, depth: number): TreeNode | undefined {
  const { at: start, column } = lines;
  const items: TreeNode[] = [];
  let end = start;
  while (lines.column === column && isItem(lines)) {
    const item = readItem(lines, column, depth);
    if (item === undefined) return undefined;
    items.push(item);
    end = item.span.end;
  }
  return { kind: "sequence", span: { start, end }, flow: false, items };
}

function readItem(lines: ContentLines, column: number, depth: number): TreeNode | undefined {
  const { text, at } = lines;
  if (lines.endLine(at + 1)) return lines.column > column ? readBlock(lines, depth + 1) : undefined;
  const from = behindBlanks(text, at + 1);
  if (simpleKey(text, from) === undefined) return readInline(lines, from, column);
  lines.moveTo(from);
  return readMap(lines, depth + 1);
}

/** A value that ends on the line it begins on; what follows must not be indented deeper than its key or dash. */
function readInline(lines: ContentLines, from: number, column: number): TreeNode | undefined {
  const { text } = lines;
  const start = behindBlanks(text, from);
  const node = readValue(text, start);
  return node !== undefined && lines.endLine(node.span.end) && lines.column <= column ? node : undefined;
}

function readValue(text: string, start: number): TreeNode | undefined {
  switch (text.charAt(start)) {
    case '"':
    case "'":
      return simpleQuoted(text, start);
    case "[":
    case "{":
      return simpleFlow(text, start);
    default:
      return simplePlain(text, start);
  }
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}
