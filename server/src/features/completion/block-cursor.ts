import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { ManifestDocument } from "../../pods/pod-file.ts";
import { plainEnd, quotedEnd, skipBlanks } from "../../pods/yaml/line-scan.ts";
import { type Line, lineAbove, lineAt, lineShape } from "../../pods/yaml/line-shape.ts";
import type { Span } from "../../pods/yaml/span.ts";
import { bareKey, type Cursor, quoteAt } from "./cursor.ts";
import { probeSet } from "./probe-set.ts";

/** What is typed in a block map of annotations, told by the lines around the cursor: they need not parse. */
export function blockCursor(document: ManifestDocument, offset: number): Cursor | undefined {
  const { text } = document;
  const line = lineAt(text, offset);
  const written = valueToken(text, line, offset) ?? keyToken(text, line, offset);
  if (written === undefined) return undefined;
  const owned = ownerAbove(text, line, Math.min(skipBlanks(text, line.start, line.end), offset) - line.start);
  const beside = owned === undefined ? ownerBeside(text, line, written.column) : undefined;
  const owner = owned ?? beside?.owner;
  if (owner === undefined) return undefined;
  const set = setOf(document, owner, line, written.column + (beside?.indent ?? 0));
  const indent = beside === undefined ? {} : { indent: beside.indent };
  return (
    set && { set, replaced: written.replaced, quote: quoteAt(text, written.replaced.start), at: written.at, ...indent }
  );
}

/** As far below its key as a value is looked for, in UTF-16 units. */
const farthestValue = 1000;

type Written = Pick<Cursor, "replaced" | "at"> & { readonly column: number };

/** The value at the cursor, where its line has a key and a colon in front of it. */
function valueToken(text: string, line: Line, offset: number): Written | undefined {
  const shape = lineShape(text, line);
  if (shape.kind !== "entry" || shape.isItem || shape.key === undefined) return undefined;
  const colon = skipBlanks(text, shape.key.end, line.end);
  if (offset <= colon) return undefined;
  const column = shape.column;
  const key = bareKey(text, shape.key);
  const { start } = shape.value;
  if (start >= line.end || text.charAt(start) === "#" || offset < start) {
    const needsBlank = text.charAt(offset - 1) === ":";
    return { replaced: { start: offset, end: offset }, at: { kind: "value", key, needsBlank }, column };
  }
  if (/[|>&*!{[]/.test(text.charAt(start))) return undefined;
  const end = tokenEnd(text, start, line.end);
  return offset > end ? undefined : { replaced: { start, end }, at: { kind: "value", key, needsBlank: false }, column };
}

/** End of a scalar on its line; an open quote goes to the end of the line. */
function tokenEnd(text: string, start: number, lineEnd: number): number {
  const closed = quoteAt(text, start) === "" ? -1 : quotedEnd(text, start, lineEnd);
  return closed < 0 ? plainEnd(text, start, lineEnd) : closed;
}

/** The key at the cursor: nothing but a half-typed word, perhaps in quotes, stands in front of it. */
function keyToken(text: string, line: Line, offset: number): Written | undefined {
  const before = /^[ \t]*(["']?[\w./-]*)$/.exec(text.slice(line.start, offset));
  const after = /^([\w./-]*["']?)[ \t]*(:(?=\s|$))?/.exec(text.slice(offset, line.end));
  if (before === null || after === null) return undefined;
  const [, head = ""] = before;
  const [matched, tail = "", colon] = after;
  if (colon === undefined && !/^[ \t]*(#|$)/.test(text.slice(offset + matched.length, line.end))) return undefined;
  const start = offset - head.length;
  const column = start - line.start;
  // A colon without a value is written again, with one.
  const isBare = colon !== undefined && isValueless(text, offset + matched.length, line, column);
  const replaced: Span = { start, end: offset + (isBare ? matched : tail).length };
  const at = { kind: "key", hasColon: colon !== undefined && !isBare, needsComma: false } as const;
  return { replaced, at, column };
}

/** Whether nothing follows a colon: neither on its line nor, further in, on the next. */
function isValueless(text: string, behindColon: number, line: Line, column: number): boolean {
  if (text.slice(behindColon, line.end).trim() !== "") return false;
  return indentBelow(text, line, column) === undefined;
}

/** The word `annotations` that owns a map whose keys stand in this column; undefined where another key owns it. */
function ownerAbove(text: string, line: Line, column: number): Span | undefined {
  for (let above = lineAbove(text, line); above !== undefined; above = lineAbove(text, above)) {
    const first = skipBlanks(text, above.start, above.end);
    if (first >= above.end || text.charAt(first) === "#" || first - above.start >= column) continue;
    const shape = lineShape(text, above);
    if (shape.kind !== "entry" || shape.key === undefined || shape.column >= column) return undefined;
    const isOpen = plainEnd(text, shape.value.start, shape.value.end) === shape.value.start;
    return isOpen && bareKey(text, shape.key) === "annotations" ? shape.key : undefined;
  }
  return undefined;
}

/**
 * The word `annotations` right above in the same column, with how much further in its entries go: an editor that does not indent
 * by itself leaves the cursor there. Undefined where the line has a key already, which then stands beside that word.
 */
function ownerBeside(
  text: string,
  line: Line,
  column: number,
): { readonly owner: Span; readonly indent: number } | undefined {
  if (lineShape(text, line).kind === "entry") return undefined;
  let owner: Span | undefined;
  for (let above = lineAbove(text, line); above !== undefined; above = lineAbove(text, above)) {
    const shape = lineShape(text, above);
    if (shape.kind === "blank") continue;
    if (shape.kind !== "entry" || shape.key === undefined) return undefined;
    if (owner !== undefined) {
      if (shape.column >= column) continue;
      return { owner, indent: indentBelow(text, line, column) ?? column - shape.column };
    }
    const isOpen = plainEnd(text, shape.value.start, shape.value.end) === shape.value.start;
    if (shape.column !== column || !isOpen || bareKey(text, shape.key) !== "annotations") return undefined;
    owner = shape.key;
  }
  return undefined;
}

/** How much further in than a column the next entry below stands; undefined where it does not. */
function indentBelow(text: string, line: Line, column: number): number | undefined {
  const next = columnBelow(text, line);
  return next === undefined || next <= column ? undefined : next - column;
}

/** Column of the next line with something in it, as far as it is looked for. */
const columnBelow = (text: string, line: Line): number | undefined =>
  /^(?:[ \t]*\r?\n)*([ \t]*)\S/.exec(text.slice(line.end, line.end + farthestValue))?.[1]?.length;

function setOf(document: ManifestDocument, owner: Span, line: Line, column: number): AnnotationSet | undefined {
  const known = document.sets.find(({ ownerSpan }) => ownerSpan.start === owner.start);
  return known ?? probeSet(document.text, line, column);
}
