import type { TextEdit } from "../finding.ts";
import type { Annotation, AnnotationSet } from "../manifest/annotation-set.ts";
import type { Span } from "../yaml/span.ts";
import { lineEnd } from "../yaml/token-bounds.ts";
import { isFirstOnLine, isLastOnLine, lineStart, nextLine } from "./text-lines.ts";

/** Removes one annotation with its line, or with its comma in a flow map. */
export function removeAnnotation(text: string, set: AnnotationSet, annotation: Annotation): TextEdit[] {
  return [removal(text, set, annotation.span)];
}

/** Removes several annotations of a set; all of them take `annotations` itself along. */
export function removeAnnotations(text: string, set: AnnotationSet, annotations: readonly Annotation[]): TextEdit[] {
  if (annotations.length === set.annotations.length && set.incomplete !== true) {
    const whole = { start: set.ownerSpan.start, end: set.span.end };
    return [removal(text, { ...set, syntax: isFlowOwner(text, set) ? set.syntax : "yaml-block" }, whole)];
  }
  return mergeTouching(annotations.map((annotation) => removal(text, set, annotation.span)));
}

/** True where the map that holds `annotations` is a flow map, as all of JSON's are. */
function isFlowOwner(text: string, set: AnnotationSet): boolean {
  return set.syntax === "json" || !isFirstOnLine(text, set.ownerSpan.start) || !isLastOnLine(text, set.span.end);
}

function removal(text: string, set: AnnotationSet, entry: Span): TextEdit {
  const isFlow = set.syntax === "json" || set.syntax === "yaml-flow";
  const standsAlone = isFirstOnLine(text, entry.start) && isLastOnLine(text, entry.end);
  if (!isFlow && standsAlone) {
    const end = nextLine(text, entry.end);
    return { span: { start: lineStart(text, entry.start), end }, newText: "" };
  }
  return { span: withComma(text, entry), newText: "" };
}

/** An entry of a flow map with the comma behind it, or in front of it where it is the last one. */
function withComma(text: string, entry: Span): Span {
  const behind = skipGap(text, entry.end);
  if (text.charAt(behind) === ",") {
    if (isFirstOnLine(text, entry.start) && isLastOnLine(text, behind + 1)) {
      return { start: lineStart(text, entry.start), end: nextLine(text, behind + 1) };
    }
    const rest = /^[ \t]*/.exec(text.slice(behind + 1, lineEnd(text, behind)))?.[0].length ?? 0;
    return { start: entry.start, end: behind + 1 + rest };
  }
  let start = entry.start;
  while (start > 0 && " \t\r\n".includes(text.charAt(start - 1))) start--;
  return text.charAt(start - 1) === "," ? { start: start - 1, end: entry.end } : { start: entry.start, end: entry.end };
}

/** Skips white space and comments. */
function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = text.charAt(at);
    if (char !== "" && " \t\r\n".includes(char)) at++;
    else if (char === "#" || text.startsWith("//", at)) at = lineEnd(text, at);
    else if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      at = close < 0 ? text.length : close + 2;
    } else return at;
  }
}

/** Removals that touch or overlap become one. */
function mergeTouching(edits: readonly TextEdit[]): TextEdit[] {
  const merged: TextEdit[] = [];
  for (const edit of edits.toSorted((left, right) => left.span.start - right.span.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.span.end < edit.span.start) merged.push(edit);
    else {
      const end = Math.max(last.span.end, edit.span.end);
      merged[merged.length - 1] = { span: { start: last.span.start, end }, newText: "" };
    }
  }
  return merged;
}
