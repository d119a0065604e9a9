import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { PlacedDocument, PodFile } from "../../pods/pod-file.ts";
import { isMeantForUs } from "../../pods/rules/support/ours.ts";

/** An annotations map with something of ours in it, and where its document stands. */
export interface OurSet {
  readonly placed: PlacedDocument;
  readonly set: AnnotationSet;
}

/** Whether the map has an annotation that was meant for hcsshim: of all others nothing is said. */
export const isOurSet = ({ annotations }: AnnotationSet): boolean => annotations.some(({ key }) => isMeantForUs(key));

/** The maps of a file that concern us, in source order; those that end before or begin behind the offsets are left out. */
export function* ourSets(file: PodFile, from = 0, to = Number.POSITIVE_INFINITY): Generator<OurSet, void> {
  for (const placed of file.documents) {
    const { document, startOffset } = placed;
    if (startOffset > to) return;
    if (startOffset + document.text.length < from || !document.mentionsAnnotations) continue;
    for (const set of document.sets) if (isOurSet(set)) yield { placed, set };
  }
}
