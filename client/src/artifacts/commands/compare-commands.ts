import { commands, type TextDocumentShowOptions, Uri } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { artifactUri, readableUri } from "../inside/places.ts";
import type { ChangeLink } from "../inside/report-documents.ts";
import { type ReportSubject, reportParts } from "../inside/report-uri.ts";
import { baseName } from "../runs/artifact-file.ts";
import { efiDisk, imageName, runTime } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";
import { efiDiskOf, pickRun, runOf } from "./choose-target.ts";
import type { CommandTarget } from "./command-target.ts";
import { pristineDisk } from "./pristine-disk.ts";

/** Opens a report in an editor of its own. */
export async function openReport(subject: ReportSubject): Promise<void> {
  const options: TextDocumentShowOptions = { preview: false };
  await commands.executeCommand("vscode.open", Uri.from(reportParts(subject)), options);
}

/** What was written to a run's EFI disk since the pristine one. */
export async function showGuestWrites(target: CommandTarget, store: RunStore, images: DiskImages): Promise<void> {
  const run = await runOf(target, store);
  if (run === undefined) return;
  const after = efiDiskOf(run);
  const before = await pristineDisk(run, store, images);
  if (before !== undefined) await openReport({ kind: "guest-writes", before, after });
}

/** How the EFI disks of two runs differ, the older one first. */
export async function compareRuns(target: CommandTarget, store: RunStore): Promise<void> {
  const run = await runOf(target, store);
  if (run === undefined) return;
  const own = efiDiskOf(run);
  const other = await pickRun(await store.read(), "Compare with which run?", (candidate) => {
    const disk = efiDisk(candidate);
    return disk !== undefined && disk.path !== own;
  });
  if (other === undefined) return;
  const [before, after] = runTime(other) <= runTime(run) ? [efiDiskOf(other), own] : [own, efiDiskOf(other)];
  await openReport({ kind: "runs", before, after });
}

/** The boot status log of a run's EFI disk. @throws UserError where it has none */
export async function showTimeline(target: CommandTarget, store: RunStore, images: DiskImages): Promise<void> {
  const run = await runOf(target, store);
  if (run === undefined) return;
  const image = efiDiskOf(run);
  const status = await images.ask("bootStatus", { image });
  if (status === null) {
    throw new UserError(
      "no-boot-status",
      `${imageName(image)} has no boot status log: the firmware did not get to the boot manager.`,
    );
  }
  const { partition, path } = status;
  await commands.executeCommand("vscode.open", artifactUri({ image, partition, path }), { preview: false });
}

/** How a file changed between two disks, in VS Code's diff editor; as text that explains it where it is an artifact. */
export async function openChange({ before, after, file }: ChangeLink): Promise<void> {
  const { partitionBefore, partitionAfter, path, change, artifact } = file;
  const old = readableUri({ image: before, partition: partitionBefore, path }, artifact);
  const current = readableUri({ image: after, partition: partitionAfter, path }, artifact);
  const name = baseName(path);
  if (change === "added") await commands.executeCommand("vscode.open", current);
  else if (change === "removed") await commands.executeCommand("vscode.open", old);
  else await commands.executeCommand("vscode.diff", old, current, `${name} (before ↔ after)`);
}
