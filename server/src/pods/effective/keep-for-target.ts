import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { ManifestDocument } from "../pod-file.ts";
import type { Target } from "../target.ts";

type OfSet<T> = (document: ManifestDocument, set: AnnotationSet, target: Target) => T;

/** The same function, but it keeps the last answer for each set: the same object (===) for the same set and target. */
export function keepForTarget<T>(compute: OfSet<T>): OfSet<T> {
  const kept = new WeakMap<AnnotationSet, { readonly target: Target; readonly answer: T }>();
  return (document, set, target) => {
    const known = kept.get(set);
    if (known?.target === target) return known.answer;
    const answer = compute(document, set, target);
    kept.set(set, { target, answer });
    return answer;
  };
}
