import path from "node:path";
import { Uri, window } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { FeatureContext } from "../../infrastructure/feature-context.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { diskUri } from "../inside/places.ts";
import { imageName } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { addToWorkspace } from "./add-to-workspace.ts";
import { areaOf } from "./area.ts";
import { imageOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";
import { askForFolder, extractTo, tell } from "./extract-commands.ts";
import { requireTrust } from "./require-trust.ts";

const inPlace = {
  label: "In place, read-only",
  detail: "At once. VS Code's search and quick open do not look inside; Find Text in Disk does.",
};
const asCopy = {
  label: "As a copy",
  detail: "Extracted to where you choose. Search, quick open and all else work.",
};

/** Adds the inside of an image to the workspace: VS Code's own search looks into folders of this machine only, so a copy is offered. */
export async function addDisk(
  target: CommandTarget,
  store: RunStore,
  images: DiskImages,
  context: Pick<FeatureContext, "log" | "boundary">,
): Promise<void> {
  const image = await imageOf(target, store);
  if (image === undefined) return;
  // Asked first: a folder that cannot be read would stay in the workspace as a puzzle.
  const readable = (await images.ask("partitions", { image })).filter(({ fileSystem }) => fileSystem !== null);
  if (readable.length === 0) throw new UserError("no-file-system", await images.ask("verdict", { image }));
  const [only] = readable;
  const partition = areaOf(target).partition ?? (readable.length === 1 && only !== undefined ? only.index : null);
  const placeHolder = `How is ${imageName(image)} added to the workspace?`;
  const picked = await window.showQuickPick([inPlace, asCopy], { placeHolder });
  if (picked === inPlace) await addToWorkspace(diskUri({ image, partition, path: "" }), imageName(image));
  if (picked === asCopy) await addCopy(image, partition, images, context);
}

/** Extracts into a folder of its own; what went wrong is told before the window may load anew. */
async function addCopy(
  image: string,
  partition: number | null,
  images: DiskImages,
  { log, boundary }: Pick<FeatureContext, "log" | "boundary">,
): Promise<void> {
  requireTrust("Extracting");
  const parent = await askForFolder(imageName(image));
  if (parent === undefined) return;
  const folder = Uri.joinPath(parent, path.parse(image).name);
  const result = await extractTo(folder, image, { partition, path: "" }, images);
  if (result.problems.length === 0) await addToWorkspace(folder);
  else void boundary("Showing what was extracted", () => tell(result, folder, log));
}
