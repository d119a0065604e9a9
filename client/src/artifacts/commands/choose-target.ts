import { window } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { isDiskImage } from "../runs/artifact-file.ts";
import type { DataFolder } from "../runs/data-folder.ts";
import { disksOf, efiDisk, type Run, runTime, shortId } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { timeText } from "../tree/texts.ts";
import type { CommandTarget } from "./command-target.ts";

/** The run that a row belongs to; asks where the command came from the palette. Undefined: the user gave up. */
export async function runOf(target: CommandTarget, store: RunStore): Promise<Run | undefined> {
  if (target !== undefined && "run" in target) return target.run;
  return pickRun(await store.read(), "Which run?");
}

/** Lets the user pick a run that is none of those left out. */
export async function pickRun(
  folders: readonly DataFolder[],
  placeHolder: string,
  isWanted: (run: Run) => boolean = () => true,
): Promise<Run | undefined> {
  const runs = folders.flatMap((folder) => folder.runs).filter((run) => run.id !== "" && isWanted(run));
  if (runs.length === 0) {
    const message = "There is no such run in the data folders. Add the folder that your pods' debug data path names.";
    throw new UserError("no-run", message);
  }
  const items = runs.map((run) => ({
    label: shortId(run.id),
    description: timeText(runTime(run)),
    detail: run.folder,
    run,
  }));
  return (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.run;
}

/** The disk that the boot applications of a run wrote to. @throws UserError where it was not preserved */
export function efiDiskOf(run: Run): string {
  const disk = efiDisk(run);
  if (disk !== undefined) return disk.path;
  throw new UserError("no-efi-disk", `The run ${shortId(run.id)} has no boot.vhd: its EFI disk was not preserved.`);
}

/** The image that a row is, or is inside of; of a run, one that the user picks. Undefined: the user gave up. */
export async function imageOf(target: CommandTarget, store: RunStore): Promise<string | undefined> {
  if (target?.kind === "partition" || target?.kind === "entry") return target.image;
  if (target?.kind === "file" && isDiskImage(target.file.name)) return target.file.path;
  const run = await runOf(target, store);
  if (run === undefined) return undefined;
  const disks = disksOf(run).map(({ suffix, path }) => ({ label: suffix, description: path, path }));
  if (disks.length <= 1) return disks[0]?.path;
  return (await window.showQuickPick(disks, { placeHolder: "Which disk?" }))?.path;
}
