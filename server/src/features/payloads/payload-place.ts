import type { Annotation, AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import { annotationAt, setAt } from "../../pods/manifest/lookup.ts";
import type { PlacedDocument, PodFile } from "../../pods/pod-file.ts";
import { sha256 } from "../../pods/uvm/plan/sha256.ts";
import type { PayloadPlace } from "../../protocol.ts";

/** An annotation with where it stands. */
export interface FoundAnnotation {
  readonly placed: PlacedDocument;
  readonly set: AnnotationSet;
  readonly annotation: Annotation;
  readonly place: PayloadPlace;
}

/** Every annotation of a file with this key, in source order. */
export function annotationsOf(file: PodFile, key: string): readonly FoundAnnotation[] {
  const found: FoundAnnotation[] = [];
  for (const placed of file.documents) {
    // The text is searched before anything is parsed: keys are rarely written with escapes, but they may be.
    if (!placed.document.mentionsAnnotations) continue;
    for (const set of placed.document.sets) {
      for (const annotation of set.annotations) {
        if (annotation.key !== key) continue;
        found.push({ placed, set, annotation, place: { key, occurrence: found.length } });
      }
    }
  }
  return found;
}

/** The annotation at an offset of a document, with its place in the whole file. */
export function annotationAround(file: PodFile, placed: PlacedDocument, offset: number): FoundAnnotation | undefined {
  const set = setAt(placed.document, offset);
  const annotation = set && annotationAt(set, offset);
  if (annotation === undefined) return undefined;
  return annotationsOf(file, annotation.key).find((one) => one.placed === placed && one.annotation === annotation);
}

/** Names a value: other values have other stamps. */
export const stampOf = (value: string): string =>
  Array.from(sha256(new TextEncoder().encode(value)).subarray(0, 12), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");

/** The annotation that a document came from: at its place, or, where that has moved, the only one with the value. */
export function annotationRead(file: PodFile, place: PayloadPlace, stamp: string): FoundAnnotation | undefined {
  const all = annotationsOf(file, place.key);
  const there = all[place.occurrence];
  if (there !== undefined && stampOf(there.annotation.value) === stamp) return there;
  const same = all.filter(({ annotation }) => stampOf(annotation.value) === stamp);
  return same.length === 1 ? same[0] : undefined;
}
