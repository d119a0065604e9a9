import { commands, type TreeView } from "vscode";
import type { RunStore } from "../runs/run-store.ts";
import type { ArtifactNode } from "./artifact-node.ts";
import type { ArtifactsTree } from "./artifacts-tree.ts";

/** Brings the view to the front, and in it the run that a file is of, unfolded; `file` may also be a data folder. */
export async function showRun(
  file: string,
  view: TreeView<ArtifactNode>,
  tree: ArtifactsTree,
  store: RunStore,
): Promise<void> {
  // The run may have ended just now, before the watcher of its folder said so.
  store.refresh();
  const node = await tree.findNode(file);
  await commands.executeCommand("confidentialPods.artifacts.focus");
  if (node !== undefined) await view.reveal(node, { select: true, focus: true, expand: true });
}
