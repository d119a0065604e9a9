import { existsSync } from "node:fs";
import path from "node:path";
import { Uri, window } from "vscode";
import { readSetting } from "../../infrastructure/settings.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { efiDisk, type Run } from "../runs/run.ts";
import type { RunStore } from "../runs/run-store.ts";

/** The folder of boot files that the settings name, or that hcsshim takes by default. */
export function bootFilesFolder(): string {
  const configured = readSetting("artifacts.bootFilesFolder");
  if (configured !== "") return configured;
  return path.win32.join(readSetting("target.shimDirectory"), "WindowsBootFiles", "confidential");
}

/**
 * The EFI disk as it was before a run: by the run's record, else from the boot files root of the settings or
 * of a spec, or beside the run's own disk.
 * Asks where none of them is on this machine; undefined: the user gave up.
 */
export async function pristineDisk(run: Run, store: RunStore, images: DiskImages): Promise<string | undefined> {
  const disk = efiDisk(run);
  const recorded = disk && (await images.ask("pristine", { image: disk.path }));
  const folders = [bootFilesFolder(), ...(await store.bootFilesRoots()), run.folder];
  const candidates = [recorded, ...folders.map((folder) => path.join(folder, "boot.vhd"))];
  return candidates.find((file) => file && file !== disk?.path && existsSync(file)) ?? askForDisk(run);
}

async function askForDisk(run: Run): Promise<string | undefined> {
  const picked = await window.showOpenDialog({
    title: "Which boot.vhd did this run start from?",
    openLabel: "Compare",
    defaultUri: Uri.file(run.folder),
    filters: { "Disk images": ["vhd", "vhdx"] },
  });
  return picked?.[0]?.fsPath;
}
