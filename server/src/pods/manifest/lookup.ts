import type { Entry, TreeNode } from "../yaml/tree.ts";
import type { Annotation, AnnotationSet } from "./annotation-set.ts";

/** The annotations map that contains an offset, its last character's end included. */
export function setAt(
  document: { readonly sets: readonly AnnotationSet[] },
  offset: number,
): AnnotationSet | undefined {
  return document.sets.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** The annotation that contains an offset, from the key's first character to behind the value's last. */
export function annotationAt(set: AnnotationSet, offset: number): Annotation | undefined {
  return set.annotations.find(({ span }) => span.start <= offset && offset <= span.end);
}

/** What an offset is inside of. */
export interface PathAt {
  /** Property names and indices from the root to the innermost node. */
  readonly path: readonly (string | number)[];
  readonly node: TreeNode;
  /** The entry of the innermost map that the offset is in; in its key where the value does not contain it. */
  readonly entry: Entry | undefined;
}

/** The innermost node that contains an offset, with the path to it; undefined outside the tree. */
export function pathAt(tree: TreeNode | undefined, offset: number): PathAt | undefined {
  if (tree === undefined || !contains(tree, offset)) return undefined;
  const path: (string | number)[] = [];
  let node = tree;
  for (;;) {
    if (node.kind === "scalar") return { path, node, entry: undefined };
    if (node.kind === "sequence") {
      const index = node.items.findIndex((item) => contains(item, offset));
      const item = node.items[index];
      if (item === undefined) return { path, node, entry: undefined };
      path.push(index);
      node = item;
      continue;
    }
    const entry = node.entries.find(({ key, value }) => {
      return contains(key, offset) || (value !== undefined && contains(value, offset));
    });
    if (entry?.value === undefined || !contains(entry.value, offset)) return { path, node, entry };
    path.push(entry.key.value);
    if (entry.value.kind === "scalar") return { path, node: entry.value, entry };
    node = entry.value;
  }
}

function contains({ span }: TreeNode, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
