import type { AnnotationSet } from "./annotation-set.ts";
import { criSets } from "./cri.ts";
import { kubernetesSets } from "./kubernetes.ts";
import { lcowSandboxSets, ociSets } from "./oci.ts";
import type { ManifestSource } from "./source.ts";
import { entryOf } from "./tree-access.ts";

/** Every annotations map of a document that hcsshim might come to read, in source order; none in anybody else's document. */
export function findSets(source: ManifestSource): readonly AnnotationSet[] {
  const root = source.reading.tree;
  if (root?.kind !== "map") return [];
  if (entryOf(root, "ociVersion") !== undefined) return ociSets(source, root);
  const kubernetes = kubernetesSets(source, root);
  if (kubernetes.length > 0) return kubernetes.sort((left, right) => left.ownerSpan.start - right.ownerSpan.start);
  if (entryOf(root, "kind") !== undefined || entryOf(root, "apiVersion") !== undefined) return [];
  const cri = criSets(source, root);
  return cri.length > 0 ? cri : lcowSandboxSets(source, root);
}
