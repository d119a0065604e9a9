import { ConfigurationTarget, Uri, window, workspace } from "vscode";
import { settingSection } from "../../infrastructure/setting-map.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import type { RunStore } from "../runs/run-store.ts";
import type { CommandTarget } from "./command-target.ts";
import { openReport } from "./compare-commands.ts";
import { hostPathOf, revealFile } from "./open-folder.ts";
import { bootFilesFolder } from "./pristine-disk.ts";

/** Adds a data folder to the user's settings. */
export async function addFolder(given: Uri | undefined): Promise<void> {
  const folder = given ?? (await pickFolder("Which folder do debug boots write to?", "Add"));
  if (folder === undefined) return;
  const known = readSetting("artifacts.folders");
  if (known.includes(folder.fsPath)) return;
  await workspace
    .getConfiguration(settingSection)
    .update("artifacts.folders", [...known, folder.fsPath], ConfigurationTarget.Global);
}

/** Shows a row's file or folder in the file manager. */
export async function revealFolder(target: CommandTarget, store: RunStore): Promise<void> {
  const file = target === undefined ? store.folders[0] : hostPathOf(target);
  if (file !== undefined) await revealFile(file);
}

const isolations = [
  { label: "SecureNestedPaging", description: "AMD SEV-SNP; also what hcsshim takes any other text for" },
  { label: "VirtualizationBasedSecurity", description: "VBS" },
  { label: "GuestStateOnly", description: "no memory isolation" },
];

/** Checks a boot files root: what a confidential Windows VM needs, whether it is whole, and its hashes. */
export async function checkBootFiles(folder: string | undefined, isolation: string | undefined): Promise<void> {
  const root = folder ?? (await pickFolder("Which boot files root?", "Check", bootFilesFolder()))?.fsPath;
  if (root === undefined) return;
  const type = isolation ?? (await window.showQuickPick(isolations, { placeHolder: "Isolation type" }))?.label;
  if (type !== undefined) await openReport({ kind: "boot-files", folder: root, isolation: type });
}

async function pickFolder(title: string, openLabel: string, start?: string): Promise<Uri | undefined> {
  const defaultUri = start === undefined ? {} : { defaultUri: Uri.file(start) };
  const picked = await window.showOpenDialog({
    title,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
    ...defaultUri,
  });
  return picked?.[0];
}
