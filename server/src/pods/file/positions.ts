import type { Layout } from "./layout.ts";
import { lastNotAbove } from "./line-index.ts";
import type { Position } from "./placed-document.ts";

/** Line and column of an offset; one outside the text is taken for its nearest end. */
export function positionAt(text: string, layout: Layout, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), text.length);
  const segment = lastNotAbove(layout.segmentStarts, at);
  const placed = layout.documents[segment];
  if (placed === undefined) return { line: 0, character: at };
  const { startOffset, startLine } = placed;
  if (at < startOffset) {
    return { line: layout.segmentLines[segment] ?? 0, character: at - (layout.segmentStarts[segment] ?? 0) };
  }
  const lineStarts = layout.lineStartsOf(segment);
  const inside = lastNotAbove(lineStarts, at - startOffset);
  return { line: startLine + inside, character: at - startOffset - (lineStarts[inside] ?? 0) };
}

/** Offset of a position; one behind the end of its line or of the text is taken for that end. */
export function offsetAt(text: string, layout: Layout, { line, character }: Position): number {
  if (line < 0) return 0;
  const segment = lastNotAbove(layout.segmentLines, line);
  const placed = layout.documents[segment];
  if (placed === undefined) return 0;
  const { startOffset, startLine } = placed;
  if (line < startLine) return inLine(text, layout.segmentStarts[segment] ?? 0, startOffset, character);
  const lineStarts = layout.lineStartsOf(segment);
  const from = lineStarts[line - startLine];
  if (from === undefined) return text.length;
  const to = lineStarts[line - startLine + 1];
  const end = to === undefined ? startOffset + placed.document.text.length : startOffset + to;
  return inLine(text, startOffset + from, end, character);
}

function inLine(text: string, start: number, nextLine: number, character: number): number {
  let end = nextLine;
  if (end > start && text.charAt(end - 1) === "\n") end--;
  if (end > start && text.charAt(end - 1) === "\r") end--;
  return Math.min(start + Math.max(character, 0), end);
}
