import type { TextEdit } from "../finding.ts";
import type { Annotation, AnnotationSet, MapSyntax } from "../manifest/annotation-set.ts";
import { lineEnd } from "../yaml/token-bounds.ts";
import type { ScalarStyle } from "../yaml/tree.ts";
import { doubleQuoted, encodeQuoted, encodeScalar } from "./encode-scalar.ts";
import { columnIndent, indentOf, isFirstOnLine, lineBreakOf, lineStart } from "./text-lines.ts";

/** A key and the value it is to have. */
export interface NewAnnotation {
  readonly key: string;
  readonly value: string;
  /** How the value would best be written. */
  readonly style?: ScalarStyle;
}

/** Adds an annotation behind `after`, or behind the last one. */
export function insertAnnotation(
  text: string,
  set: AnnotationSet,
  key: string,
  value: string,
  after?: Annotation,
): TextEdit[] {
  return insertAnnotations(text, set, [{ key, value }], after);
}

/** Adds annotations behind `after`, or behind the last one, in the syntax of the map. */
export function insertAnnotations(
  text: string,
  set: AnnotationSet,
  added: readonly NewAnnotation[],
  after?: Annotation,
): TextEdit[] {
  // What a merge key brings in stands elsewhere; behind it the new entry would be another map's.
  const own = set.annotations.filter(({ span }) => span.start >= set.span.start && span.end <= set.span.end);
  const anchor = after !== undefined && own.includes(after) ? after : own.at(-1);
  const entries = added.map((annotation) => writeEntry(annotation, set.syntax, anchor?.keyStyle));
  if (set.syntax === "json" || set.syntax === "yaml-flow") return [intoFlow(text, set, entries, anchor)];
  return [intoBlock(text, set, entries, anchor)];
}

/** `key: value` in the syntax of a map, the key quoted as its neighbor's is. */
export function writeEntry({ key, value, style }: NewAnnotation, syntax: MapSyntax, keyStyle?: ScalarStyle): string {
  if (syntax === "yaml-flow" && keyStyle === "double") return `${doubleQuoted(key)}: ${doubleQuoted(value)}`;
  if (syntax === "json") return `${encodeScalar(key, "json")}: ${encodeScalar(value, "json")}`;
  return `${encodeScalar(key, keyStyle ?? "plain")}: ${encodeQuoted(value, style === undefined || style === "json" ? "double" : style)}`;
}

function intoBlock(
  text: string,
  set: AnnotationSet,
  entries: readonly string[],
  anchor: Annotation | undefined,
): TextEdit {
  const lineBreak = lineBreakOf(text);
  const isBlockScalar = anchor?.valueStyle === "literal" || anchor?.valueStyle === "folded";
  if (anchor === undefined || isBlockScalar) {
    // In front: the blank lines behind a block scalar may belong to it.
    const at = anchor?.span.start ?? set.span.start;
    const indent = columnIndent(text, at);
    return { span: { start: at, end: at }, newText: entries.map((entry) => entry + lineBreak + indent).join("") };
  }
  const indent = columnIndent(text, anchor.span.start);
  const at = lineEnd(text, anchor.span.end);
  return { span: { start: at, end: at }, newText: entries.map((entry) => lineBreak + indent + entry).join("") };
}

function intoFlow(
  text: string,
  set: AnnotationSet,
  entries: readonly string[],
  anchor: Annotation | undefined,
): TextEdit {
  if (anchor === undefined) return intoEmptyFlow(text, set, entries);
  const ownLine = isFirstOnLine(text, anchor.span.start) && lineStart(text, anchor.span.start) > set.span.start;
  const separator = ownLine ? `,${lineBreakOf(text)}${columnIndent(text, anchor.span.start)}` : ", ";
  const at = anchor.span.end;
  return { span: { start: at, end: at }, newText: entries.map((entry) => separator + entry).join("") };
}

function intoEmptyFlow(text: string, set: AnnotationSet, entries: readonly string[]): TextEdit {
  const inside = { start: set.span.start + 1, end: Math.max(set.span.start + 1, set.span.end - 1) };
  const content = text.slice(inside.start, inside.end);
  if (content.trim() !== "") {
    // Comments, or entries that are still being typed: nothing of it may go.
    return { span: { start: inside.start, end: inside.start }, newText: `${entries.join(", ")}, ` };
  }
  if (set.syntax !== "json" || !/[\r\n]/.test(text)) return { span: inside, newText: entries.join(", ") };
  const lineBreak = lineBreakOf(text);
  const indent = indentOf(text, set.span.start);
  const inner = indent + indentUnit(indent, set.path.length);
  const lines = entries.map((entry) => inner + entry).join(`,${lineBreak}`);
  return { span: inside, newText: `${lineBreak}${lines}${lineBreak}${indent}` };
}

/** One level of indentation, as a line `depth` levels deep is indented. */
export function indentUnit(indent: string, depth: number): string {
  if (indent.startsWith("\t")) return "\t";
  const width = indent.length / Math.max(depth, 1);
  return " ".repeat(Number.isInteger(width) && width > 0 ? width : 2);
}
