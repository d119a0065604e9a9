import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Memento, type QuickPickItem, Uri, window } from "vscode";
import type { BootFilesInput, BootSource } from "../../../../server/src/protocol.ts";
import { encodePolicy } from "./encode-policy.ts";

const recentKey = "confidentialPods.boot.recentFolders";
const isolationKey = "confidentialPods.boot.recentIsolation";
const optionsKey = "confidentialPods.boot.recentOptions";
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

/**
 * Asks for boot files: folder, isolation type, options, and what these need. What was chosen last is offered first.
 * @param records the extension's own folder of records
 * @returns undefined where the user leaves
 */
export async function bootFilesWizard(
  title: string,
  memory: Memento,
  records: string,
): Promise<BootSource | undefined> {
  const folder = await chooseFolder(title, memory);
  if (folder === undefined) return undefined;
  const isolationType = await chooseIsolation(title, memory, folder);
  if (isolationType === undefined) return undefined;
  const options = await chooseOptions(title, memory, records);
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

/** Types whose VMGS file is there come first, that of the last boot before others. */
async function chooseIsolation(title: string, memory: Memento, folder: string): Promise<string | undefined> {
  const last = memory.get<string>(isolationKey);
  const items = isolations.map((item) => {
    const isThere = existsSync(path.join(folder, item.file));
    return { ...item, isThere, detail: isThere ? item.file : `${item.file} is missing in this folder` };
  });
  const rank = ({ isThere, label }: (typeof items)[number]): number => (isThere ? 2 : 0) + (label === last ? 1 : 0);
  const sorted = items.sort((a, b) => rank(b) - rank(a));
  const picked = (await window.showQuickPick(sorted, { title, placeHolder: "Isolation type" }))?.label;
  if (picked !== undefined) await memory.update(isolationKey, picked);
  return picked;
}

type Options = Omit<BootFilesInput, "folder" | "isolationType">;

async function chooseOptions(title: string, memory: Memento, records: string): Promise<Options | undefined> {
  const last = memory.get<readonly string[]>(optionsKey, ["debug", "efi"]);
  const option = (key: string, label: string, description: string): QuickPickItem & { readonly key: string } => ({
    key,
    label,
    description,
    picked: last.includes(key),
  });
  const items = [
    option("debug", "Debug mode", "keeps the guest's disks after its end"),
    option("efi", "Writable EFI", "the guest may write to a copy of boot.vhd"),
    option("no-secure-boot", "No secure boot", "boots what is not signed"),
    option("policy", "Policy from a file…", "instead of one that allows everything"),
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: "Options", canPickMany: true });
  if (picked === undefined) return undefined;
  const chosen = new Set(picked.map(({ key }) => key));
  await memory.update(optionsKey, [...chosen]);
  const debugDataPath = chosen.has("debug") ? await chooseDebugFolder(memory, records) : "";
  if (debugDataPath === undefined) return undefined;
  const securityPolicy = chosen.has("policy") ? await readPolicy() : undefined;
  if (chosen.has("policy") && securityPolicy === undefined) return undefined;
  return {
    disableSecureBoot: chosen.has("no-secure-boot"),
    writableEfi: chosen.has("efi"),
    debugDataPath,
    ...(securityPolicy === undefined ? {} : { securityPolicy }),
  };
}

/** The last one comes first, and there is always one that needs no search. */
async function chooseDebugFolder(memory: Memento, records: string): Promise<string | undefined> {
  const recent = memory.get<string>(debugKey);
  const own = { label: "The extension's storage", description: records, folder: records };
  const browse = { label: "$(folder-opened) Browse…", folder: undefined };
  const last = recent === undefined || recent === records ? [] : [{ label: recent, folder: recent }];
  const title = "Where the guest's disks are kept";
  const picked = await window.showQuickPick([...last, own, browse], { title, placeHolder: "Debug data folder" });
  const folder = picked === browse ? await pickFolder("Folder for the guest's disks") : picked?.folder;
  if (folder !== undefined) await memory.update(debugKey, folder);
  return folder;
}

async function pickFolder(title: string): Promise<string | undefined> {
  const picked = await window.showOpenDialog({ title, canSelectFiles: false, canSelectFolders: true });
  return picked?.[0]?.fsPath;
}

async function readPolicy(): Promise<string | undefined> {
  const filters = { Policies: ["rego", "txt", "b64", "*"] };
  const [file] = (await window.showOpenDialog({ title: "Security policy", filters })) ?? [];
  if (!(file instanceof Uri)) return undefined;
  return encodePolicy(file.fsPath, await readFile(file.fsPath));
}
