import type { Entry, MapNode, ScalarNode, TreeNode } from "../yaml/tree.ts";

/** The entry with this key that counts: the last one, as Go's decoders take it. */
export function entryOf(node: TreeNode | undefined, name: string): Entry | undefined {
  if (node?.kind !== "map") return undefined;
  for (let index = node.entries.length - 1; index >= 0; index--) {
    const entry = node.entries[index];
    if (entry !== undefined && entry.key.unknown !== true && entry.key.value === name) return entry;
  }
  return undefined;
}

/** The value below a path of property names and indices; undefined where the path leaves the tree. */
export function nodeAt(node: TreeNode | undefined, path: readonly (string | number)[]): TreeNode | undefined {
  let at = node;
  // Every object is looked up so several times, mostly in code that is not compiled yet: without an iterator.
  for (let depth = 0; depth < path.length && at !== undefined; depth++) {
    const step = path[depth] ?? 0;
    at = typeof step === "number" ? (at.kind === "sequence" ? at.items[step] : undefined) : entryOf(at, step)?.value;
  }
  return at;
}

/** The map below a path. */
export function mapAt(node: TreeNode | undefined, ...path: readonly string[]): MapNode | undefined {
  const found = nodeAt(node, path);
  return found?.kind === "map" ? found : undefined;
}

/** The text of a known scalar below a path, whatever its type; undefined for null and for what is no scalar. */
export function textAt(node: TreeNode | undefined, ...path: readonly string[]): string | undefined {
  const found = scalarAt(node, path);
  return found === undefined || found.type === "null" ? undefined : found.value;
}

/** True where a known boolean below a path is true. */
export function isTrueAt(node: TreeNode | undefined, ...path: readonly string[]): boolean {
  const found = scalarAt(node, path);
  return found?.type === "boolean" && found.value.toLowerCase() === "true";
}

/** A whole number below a path, if it fits 64 bits. */
export function integerAt(node: TreeNode | undefined, ...path: readonly string[]): bigint | undefined {
  const found = scalarAt(node, path);
  return found?.type === "number" && /^-?[0-9]{1,20}$/.test(found.value) ? BigInt(found.value) : undefined;
}

/** True where Go would decode a non-nil pointer: something is written there, and it is not null. */
export function isPresent(node: TreeNode | undefined, ...path: readonly string[]): boolean {
  const found = nodeAt(node, path);
  return found !== undefined && !(found.kind === "scalar" && found.type === "null");
}

function scalarAt(node: TreeNode | undefined, path: readonly string[]): ScalarNode | undefined {
  const found = nodeAt(node, path);
  return found?.kind === "scalar" && found.unknown !== true ? found : undefined;
}
