import { commands, env, extensions, Uri, window } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { diskUri, readableUri } from "../inside/places.ts";
import { overviewViewType } from "../overview/overview-editor.ts";
import { imageName } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import type { ArtifactNode } from "../tree/artifact-node.ts";
import { imageOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";
import { hostPathOf } from "./open-folder.ts";

const imageFilters = {
  "Disk images and artifacts": ["vhd", "vhdx", "avhd", "avhdx", "vmgs", "cose", "img", "raw", "dat"],
};

/** Opens the overview of an image, which the user picks where none is given. */
export async function openDisk(target: CommandTarget): Promise<void> {
  const given = target === undefined ? undefined : fileOf(target);
  const uri = given ?? (await window.showOpenDialog({ title: "Open a disk image", filters: imageFilters }))?.[0];
  if (uri !== undefined) await commands.executeCommand("vscode.openWith", uri, overviewViewType);
}

/** Opens what a row stands for: an artifact as text, a disk as its overview, anything else as it is. */
export async function openNode(node: ArtifactNode): Promise<void> {
  if (node.kind === "entry") {
    const { image, partition, path, entry } = node;
    await commands.executeCommand("vscode.open", readableUri({ image, partition, path }, entry.artifact));
  } else if (node.kind === "file") await commands.executeCommand("vscode.open", Uri.file(node.file.path));
}

/** Opens a file, also one inside of an image, byte by byte in the hex editor. @throws UserError where that is not installed */
export async function openHex(target: CommandTarget): Promise<void> {
  const uri = target?.kind === "entry" ? diskUri(target) : target === undefined ? undefined : fileOf(target);
  if (uri === undefined) return;
  if (extensions.getExtension("ms-vscode.hexeditor") === undefined) {
    const message = "The hex editor is an extension of its own, ms-vscode.hexeditor, which is not installed.";
    const show = {
      title: "Show Extension",
      run: () => commands.executeCommand("extension.open", "ms-vscode.hexeditor"),
    };
    throw new UserError("no-hex-editor", message, { actions: [show] });
  }
  await commands.executeCommand("vscode.openWith", uri, "hexEditor.hexedit");
}

/** Lets the user point at the parent of a differencing disk. */
export async function chooseParent(target: CommandTarget, store: RunStore, images: DiskImages): Promise<void> {
  const image = await imageOf(target, store);
  if (image === undefined) return;
  const title = `Which file is the parent of ${imageName(image)}?`;
  const [parent] = (await window.showOpenDialog({ title, filters: imageFilters })) ?? [];
  if (parent === undefined) return;
  await images.setParent(image, parent.fsPath);
  store.refresh();
}

/** Copies the path of what a row stands for: of this machine, or inside of its image. */
export async function copyPath(target: CommandTarget): Promise<void> {
  if (target === undefined) return;
  const text = target.kind === "entry" ? target.path : hostPathOf(target);
  if (text !== undefined) await env.clipboard.writeText(text);
}

/** The file of this machine that a row is, or is inside of. */
function fileOf(node: ArtifactNode): Uri | undefined {
  if (node.kind === "file") return Uri.file(node.file.path);
  return node.kind === "partition" || node.kind === "entry" ? Uri.file(node.image) : undefined;
}
