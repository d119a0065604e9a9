import type { HcsshimVersion } from "../target.ts";
import type { AnnotationFact, Expansion, RemovedKey } from "./annotation-fact.ts";
import { annotationExpansions, annotationFacts, removedAnnotations } from "./annotation-table.ts";

/** Every annotation that hcsshim declares, sorted by key. */
export const allFacts: readonly AnnotationFact[] = annotationFacts;

/** Keys that are not read any more or never were, by old key. */
export const removedKeys: ReadonlyMap<string, RemovedKey> = new Map(
  removedAnnotations.map((removed) => [removed.oldKey, removed]),
);

/** Annotations that stand for others. */
export const expansions: readonly Expansion[] = annotationExpansions;

const factsByKey: ReadonlyMap<string, AnnotationFact> = new Map(
  annotationFacts.filter(({ isPrefix }) => !isPrefix).map((fact) => [fact.key, fact]),
);
const families: readonly AnnotationFact[] = annotationFacts.filter(({ isPrefix }) => isPrefix);

/** The facts of a key, byte for byte; a key of a family is found by its prefix, whatever its GUID. */
export function lookup(key: string): AnnotationFact | undefined {
  return factsByKey.get(key) ?? families.find((family) => key.startsWith(family.key));
}

/** Whether the release reads this key at all, as a declared key or as one that it has since dropped. */
export function isReadBy(key: string, version: HcsshimVersion): boolean {
  return (lookup(key)?.readBy ?? removedKeys.get(key)?.readBy)?.[version] ?? false;
}
