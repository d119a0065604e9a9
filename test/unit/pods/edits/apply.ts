import type { TextEdit } from "../../../../server/src/pods/finding.ts";
import type { AnnotationSet } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { PodFile, type PodFileSyntax } from "../../../../server/src/pods/pod-file.ts";

/** A text with edits applied; they must not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((left, right) => right.span.start - left.span.start);
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { span, newText } of sorted) {
    if (span.end > before) throw new Error(`edits overlap at ${span.end}`);
    before = span.start;
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}

/** The sets of a text that is one document. */
export function readSets(text: string, syntax: PodFileSyntax): readonly AnnotationSet[] {
  return PodFile.open("pod", text, syntax).documents[0]?.document.sets ?? [];
}

/** The first set of a text that is one document. */
export function readSet(text: string, syntax: PodFileSyntax): AnnotationSet {
  const [set] = readSets(text, syntax);
  if (set === undefined) throw new Error(`no set in ${text}`);
  return set;
}

/** `key=value` of every annotation whose value is known. */
export function pairs(set: AnnotationSet | undefined): readonly string[] {
  return (set?.annotations ?? []).map(({ key, value, valueKnown }) => `${key}=${valueKnown ? value : "?"}`);
}
