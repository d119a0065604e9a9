import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Memento, type QuickPickItem, Uri, window } from "vscode";
import type { BootFilesInput, BootSource } from "../../../../server/src/protocol.ts";

const recentKey = "confidentialPods.boot.recentFolders";
const debugKey = "confidentialPods.boot.recentDebugFolder";
const recentFolders = 8;

interface IsolationItem extends QuickPickItem {
  readonly file: string;
}

const isolations: readonly IsolationItem[] = [
  { label: "SecureNestedPaging", description: "AMD SEV-SNP", file: "cwcow.snp.vmgs" },
  { label: "VirtualizationBasedSecurity", description: "VBS, without SNP hardware", file: "cwcow.vbs.vmgs" },
  { label: "GuestStateOnly", description: "no memory isolation", file: "cwcow.gso.vmgs" },
];

/** Asks for boot files in three steps: folder, isolation type, options. @returns undefined where the user leaves */
export async function bootFilesWizard(title: string, memory: Memento): Promise<BootSource | undefined> {
  const folder = await chooseFolder(`${title} (1 of 3)`, memory);
  if (folder === undefined) return undefined;
  const isolationType = await chooseIsolation(`${title} (2 of 3)`, folder);
  if (isolationType === undefined) return undefined;
  const options = await chooseOptions(`${title} (3 of 3)`, memory);
  return options && { kind: "boot-files", files: { folder, isolationType, ...options } };
}

async function chooseFolder(title: string, memory: Memento): Promise<string | undefined> {
  const recent = memory.get<readonly string[]>(recentKey, []).filter((folder) => existsSync(folder));
  const browse = { label: "$(folder-opened) Browse…" };
  const items = [...recent.map((label) => ({ label })), browse];
  const picked =
    recent.length === 0 ? browse : await window.showQuickPick(items, { title, placeHolder: "Folder of boot files" });
  if (picked === undefined) return undefined;
  const folder =
    picked === browse ? await pickFolder("Folder with boot.vhd, rootfs.vhd and a VMGS file") : picked.label;
  if (folder !== undefined) {
    await memory.update(recentKey, [folder, ...recent.filter((each) => each !== folder)].slice(0, recentFolders));
  }
  return folder;
}

/** Types whose VMGS file is there come first. */
async function chooseIsolation(title: string, folder: string): Promise<string | undefined> {
  const items = isolations.map((item) => {
    const isThere = existsSync(path.join(folder, item.file));
    return { ...item, isThere, detail: isThere ? item.file : `${item.file} is missing in this folder` };
  });
  const sorted = items.sort((a, b) => Number(b.isThere) - Number(a.isThere));
  return (await window.showQuickPick(sorted, { title, placeHolder: "Isolation type" }))?.label;
}

type Options = Omit<BootFilesInput, "folder" | "isolationType">;

async function chooseOptions(title: string, memory: Memento): Promise<Options | undefined> {
  const debug = { label: "Debug mode", description: "keeps the guest's disks after its end", picked: true };
  const efi = { label: "Writable EFI", description: "the guest may write to a copy of boot.vhd", picked: true };
  const noSecureBoot = { label: "No secure boot", picked: false };
  const policy = { label: "Policy from a file…", description: "instead of one that allows everything", picked: false };
  const picked = await window.showQuickPick([debug, efi, noSecureBoot, policy], {
    title,
    placeHolder: "Options",
    canPickMany: true,
  });
  if (picked === undefined) return undefined;
  const debugDataPath = picked.includes(debug) ? await chooseDebugFolder(memory) : "";
  if (debugDataPath === undefined) return undefined;
  const securityPolicy = picked.includes(policy) ? await readPolicy() : undefined;
  if (picked.includes(policy) && securityPolicy === undefined) return undefined;
  return {
    disableSecureBoot: picked.includes(noSecureBoot),
    writableEfi: picked.includes(efi),
    debugDataPath,
    ...(securityPolicy === undefined ? {} : { securityPolicy }),
  };
}

async function chooseDebugFolder(memory: Memento): Promise<string | undefined> {
  const recent = memory.get<string>(debugKey);
  const browse = { label: "$(folder-opened) Browse…" };
  const items = recent === undefined ? [browse] : [{ label: recent }, browse];
  const picked = recent === undefined ? browse : await window.showQuickPick(items, { title: "Debug data folder" });
  const folder = picked === browse ? await pickFolder("Folder for the guest's disks") : picked?.label;
  if (folder !== undefined) await memory.update(debugKey, folder);
  return folder;
}

async function pickFolder(title: string): Promise<string | undefined> {
  const picked = await window.showOpenDialog({ title, canSelectFiles: false, canSelectFolders: true });
  return picked?.[0]?.fsPath;
}

/** A Rego file, or one that holds its base64 already. */
async function readPolicy(): Promise<string | undefined> {
  const filters = { Policies: ["rego", "txt", "b64", "*"] };
  const [file] = (await window.showOpenDialog({ title: "Security policy", filters })) ?? [];
  if (!(file instanceof Uri)) return undefined;
  const bytes = await readFile(file.fsPath);
  const text = bytes.toString("utf8").trim();
  return /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? text : bytes.toString("base64");
}
