import { commands, type Uri, window } from "vscode";
import type { ExtractResult } from "../../../../server/src/protocol.ts";
import type { FeatureContext } from "../../infrastructure/feature-context.ts";
import { sizeText } from "../../infrastructure/size-text.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { withProgress } from "../disk-process/with-progress.ts";
import { imageName } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { countText } from "../tree/texts.ts";
import { addToWorkspace } from "./add-to-workspace.ts";
import { type Area, areaOf } from "./area.ts";
import { imageOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";
import { revealFile } from "./open-folder.ts";
import { requireTrust } from "./require-trust.ts";

/** Sentences about files that a message has room for; the log has all of them. */
const shownProblems = 3;

/** Copies a file, a directory or everything out of an image into a folder that the user picks, or that is given. */
export async function extract(
  target: CommandTarget,
  given: Uri | undefined,
  store: RunStore,
  images: DiskImages,
  { log, boundary }: Pick<FeatureContext, "log" | "boundary">,
): Promise<void> {
  requireTrust("Extracting");
  const image = await imageOf(target, store);
  if (image === undefined) return;
  const area = areaOf(target);
  const folder = given ?? (await askForFolder(area.path === "" ? imageName(image) : area.path));
  if (folder === undefined) return;
  const result = await extractTo(folder, image, area, images);
  // Not awaited: a message stays until the user closes it.
  void boundary("Showing what was extracted", () => tell(result, folder, log));
}

/** Extracts a part of an image; a message shows how far that is, and stops it. */
export function extractTo(folder: Uri, image: string, area: Area, images: DiskImages): Thenable<ExtractResult> {
  const { partition, path } = area;
  return withProgress(`Extracting from ${imageName(image)}`, (options) =>
    images.ask("extract", { image, partition, path, target: folder.fsPath }, options),
  );
}

/** Asks where to; undefined: the user gave up. */
export async function askForFolder(what: string): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: `Extract ${what} into which folder?`,
    openLabel: "Extract",
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return picked?.[0];
}

/** What can be done with a folder that was extracted to: a real one, in which VS Code's own search works too. */
const followUps: Readonly<Record<string, (folder: Uri) => unknown>> = {
  "Add to Workspace": (uri) => addToWorkspace(uri),
  "Open Folder": (uri) => commands.executeCommand("vscode.openFolder", uri, { forceNewWindow: true }),
  "Reveal in File Manager": ({ fsPath }) => revealFile(fsPath),
};

/** Says what was done, and offers what to do with it. */
export async function tell(
  { files, bytes, problems }: ExtractResult,
  folder: Uri,
  log: FeatureContext["log"],
): Promise<void> {
  const done = `Extracted ${countText(files, "file")} (${sizeText(bytes)}) to ${folder.fsPath}.`;
  for (const problem of problems) log.warn(problem);
  const rest = problems.length > shownProblems ? ` And ${problems.length - shownProblems} more: see the output.` : "";
  const text = `${[done, ...problems.slice(0, shownProblems)].join(" ")}${rest}`;
  const show = problems.length === 0 ? window.showInformationMessage : window.showWarningMessage;
  const pressed = await show(text, ...(files === 0 ? [] : Object.keys(followUps)));
  if (pressed !== undefined) await followUps[pressed]?.(folder);
}
