import type { TreeNode } from "../../../../server/src/pods/yaml/tree.ts";

/**
 * A tree as a compact text: every scalar as `style type "value"`, with the source text that its span covers where it differs.
 */
export function showTree(node: TreeNode | undefined, text: string): unknown {
  if (node === undefined) return "nothing";
  const source = text.slice(node.span.start, node.span.end);
  if (node.kind === "sequence") return node.items.map((item) => showTree(item, text));
  if (node.kind === "map") return node.entries.map(({ key, value }) => [key.value, showTree(value, text)]);
  const known = node.unknown === true ? "unknown " : "";
  const shown = source === node.value ? "" : ` from ${JSON.stringify(source)}`;
  return `${known}${node.style} ${node.type} ${JSON.stringify(node.value)}${shown}`;
}
