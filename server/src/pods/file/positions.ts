import type { Layout } from "./layout.ts";
import { lastNotAbove } from "./line-index.ts";
import type { Position } from "./placed-document.ts";

/** Line and column of an offset; one outside the file is taken for its nearest end. */
export function positionAt(layout: Layout, offset: number): Position {
  const at = Math.min(Math.max(offset, 0), layout.length);
  const index = lastNotAbove(layout.segmentStarts, at);
  const segment = layout.segments[index];
  if (segment === undefined) return { line: 0, character: at };
  const line = layout.segmentLines[index] ?? 0;
  const inSegment = at - (layout.segmentStarts[index] ?? 0);
  const { lead, document } = segment;
  if (inSegment < lead.length) return { line, character: inSegment };
  const inDocument = inSegment - lead.length;
  const inside = lastNotAbove(document.lineStarts, inDocument);
  return { line: line + (lead === "" ? 0 : 1) + inside, character: inDocument - (document.lineStarts[inside] ?? 0) };
}

/** Offset of a position; one behind the end of its line or of the file is taken for that end. */
export function offsetAt(layout: Layout, { line, character }: Position): number {
  if (line < 0) return 0;
  const index = lastNotAbove(layout.segmentLines, line);
  const segment = layout.segments[index];
  if (segment === undefined) return 0;
  const segmentStart = layout.segmentStarts[index] ?? 0;
  const { lead, document } = segment;
  const lineInDocument = line - (layout.segmentLines[index] ?? 0) - (lead === "" ? 0 : 1);
  if (lineInDocument < 0) return segmentStart + inLine(lead, 0, lead.length, character);
  const from = document.lineStarts[lineInDocument];
  if (from === undefined) return layout.length;
  const nextLine = document.lineStarts[lineInDocument + 1] ?? document.text.length;
  return segmentStart + lead.length + inLine(document.text, from, nextLine, character);
}

function inLine(text: string, start: number, nextLine: number, character: number): number {
  let end = nextLine;
  if (end > start && text.charAt(end - 1) === "\n") end--;
  if (end > start && text.charAt(end - 1) === "\r") end--;
  return Math.min(start + Math.max(character, 0), end);
}
