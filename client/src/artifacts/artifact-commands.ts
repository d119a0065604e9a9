import { commands, type TreeView, Uri } from "vscode";
import type { CommandMap } from "../infrastructure/command-map.ts";
import type { Disposable } from "../infrastructure/disposables.ts";
import { DisposableStore } from "../infrastructure/disposables.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import { addDisk } from "./commands/add-disk.ts";
import { type CommandTarget, commandTarget } from "./commands/command-target.ts";
import { compareRuns, openChange, showGuestWrites, showTimeline } from "./commands/compare-commands.ts";
import { chooseParent, copyPath, openDisk, openHex, openNode } from "./commands/disk-commands.ts";
import { extract } from "./commands/extract-commands.ts";
import { findFile, findText } from "./commands/find-commands.ts";
import { addFolder, checkBootFiles, revealFolder } from "./commands/folder-commands.ts";
import { openHostPath } from "./commands/open-host-path.ts";
import { deleteRun, renameRun } from "./commands/run-commands.ts";
import type { DiskImages } from "./disk-process/disk-images.ts";
import { type ChangeLink, openChangeCommand } from "./inside/report-documents.ts";
import { openArtifactCommand } from "./overview/overview-editor.ts";
import type { RunStore } from "./runs/run-store.ts";
import type { ArtifactNode } from "./tree/artifact-node.ts";
import type { ArtifactsTree } from "./tree/artifacts-tree.ts";
import { openNodeCommand } from "./tree/tree-item.ts";

/** Commands of this room by their ids. */
export type ArtifactCommand = Extract<keyof CommandMap, `confidentialPods.artifacts.${string}`>;

/** What the commands work on. */
export interface ArtifactRoom {
  readonly store: RunStore;
  readonly images: DiskImages;
  readonly tree: ArtifactsTree;
  readonly view: TreeView<ArtifactNode>;
}

/** The commands that package.json declares. */
export function artifactCommands(
  { store, images, tree, view }: ArtifactRoom,
  context: FeatureContext,
): Pick<CommandMap, ArtifactCommand> {
  const on =
    (run: (target: CommandTarget) => Promise<void>) =>
    async (argument?: unknown): Promise<void> =>
      run(await commandTarget(argument, tree, images));
  return {
    "confidentialPods.artifacts.refresh": () => store.refresh(),
    "confidentialPods.artifacts.addFolder": (folder) => addFolder(folder),
    "confidentialPods.artifacts.reveal": async (target) =>
      typeof target === "string"
        ? openHostPath(target)
        : revealFolder(await commandTarget(target, tree, images), store),
    "confidentialPods.artifacts.openDisk": on((target) => openDisk(target)),
    "confidentialPods.artifacts.browse": on((target) => addDisk(target, store, images, context)),
    "confidentialPods.artifacts.findFile": on((target) => findFile(target, store, images)),
    "confidentialPods.artifacts.findText": async (argument, text) =>
      findText(await commandTarget(argument, tree, images), typeof text === "string" ? text : undefined, store, images),
    "confidentialPods.artifacts.guestWrites": on((target) => showGuestWrites(target, store, images)),
    "confidentialPods.artifacts.timeline": on((target) => showTimeline(target, store, images)),
    "confidentialPods.artifacts.compareRuns": on((target) => compareRuns(target, store)),
    "confidentialPods.artifacts.extract": async (argument, folder) =>
      extract(
        await commandTarget(argument, tree, images),
        folder instanceof Uri ? folder : undefined,
        store,
        images,
        context,
      ),
    "confidentialPods.artifacts.renameRun": async (argument, name) =>
      renameRun(
        await commandTarget(argument, tree, images),
        typeof name === "string" ? name : undefined,
        store,
        images,
      ),
    "confidentialPods.artifacts.deleteRun": on((target) => deleteRun(target, store, images)),
    "confidentialPods.artifacts.copyPath": on(copyPath),
    "confidentialPods.artifacts.openHex": on(openHex),
    "confidentialPods.artifacts.chooseParent": on((target) => chooseParent(target, store, images)),
    "confidentialPods.artifacts.toggleHidden": () => {
      view.description = tree.toggleHidden() ? "with deleted files and streams" : "";
    },
    "confidentialPods.artifacts.checkBootFiles": (folder, isolation) => checkBootFiles(folder, isolation),
  };
}

/** Commands of rows and links, which no menu shows. */
export function internalCommands({ store, images }: ArtifactRoom, { boundary }: FeatureContext): Disposable {
  const registered = new DisposableStore();
  const register = <T>(id: string, what: string, run: (argument: T) => Promise<void>): void => {
    registered.add(commands.registerCommand(id, (argument: T) => boundary(what, () => run(argument))));
  };
  register<ArtifactNode>(openNodeCommand, "Opening an artifact", async (node) => {
    if (node.kind === "timeline") await showTimeline(node, store, images);
    else if (node.kind === "guest-wrote") await showGuestWrites(node, store, images);
    else await openNode(node);
  });
  register<ChangeLink>(openChangeCommand, "Showing a change", openChange);
  register<string>(openArtifactCommand, "Opening an artifact", async (uri) => {
    await commands.executeCommand("vscode.open", Uri.parse(uri, true));
  });
  return registered;
}
