import type { AnnotationSet } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { PodFile, type PodFileSyntax } from "../../../../server/src/pods/pod-file.ts";

/** The annotation sets of all documents of a text, in source order. */
export function setsOf(text: string, syntax: PodFileSyntax = "yaml"): readonly AnnotationSet[] {
  return PodFile.open("pod", text, syntax).documents.flatMap(({ document }) => document.sets);
}

/** A set's kind, level, path and annotations in one line. */
export function summary({ kind, level, path, annotations }: AnnotationSet): string {
  const pairs = annotations.map(({ key, value, valueKnown }) => `${key}=${valueKnown ? value : "?"}`);
  return `${kind} ${level} ${path.join(".")} {${pairs.join(", ")}}`;
}
