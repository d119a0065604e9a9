import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { commands, env, FileSystemError, type TextDocument, Uri, window, workspace } from "vscode";
import { writeArtifactFolder } from "./support/artifact-folder.ts";
import { closeAll } from "./support/documents.ts";
import { test } from "./support/runner.ts";

const parent = mkdtempSync(path.join(os.tmpdir(), "confidential-pods-artifacts-"));
process.once("exit", () => rmSync(parent, { recursive: true, force: true }));
const { folder, bootFiles, failed, ran } = writeArtifactFolder(parent);
const disk = (id: string): Uri => Uri.file(path.join(folder, `${id}_boot.vhd`));
const inside = (id: string, inner: string): Uri =>
  Uri.from({ scheme: "confidential-pods-disk", path: `${disk(id).path}!${inner}` });

/** Runs a command and waits for the document of this scheme that it opens. */
async function opened(scheme: string, command: string, ...args: readonly unknown[]): Promise<TextDocument> {
  await closeAll();
  await commands.executeCommand(`confidentialPods.artifacts.${command}`, ...args);
  const document = window.activeTextEditor?.document;
  assert.equal(document?.uri.scheme, scheme);
  return document;
}

test("the boot timeline of a failed boot names the driver that was refused", async () => {
  const document = await opened("confidential-pods-artifact", "timeline", disk(failed));
  assert.match(document.uri.path, /bootstat\.dat$/);
  assert.match(document.getText(), /Boot 1: The boot failed; .*STATUS_INVALID_IMAGE_HASH .*cimfs\.sys/);
});

test("what the guest wrote is told by file and sector, against the disk that the record names", async () => {
  const document = await opened("confidential-pods-report", "guestWrites", disk(ran));
  const text = document.getText();
  assert.ok(text.includes(path.join(bootFiles, "boot.vhd")), text);
  assert.match(text, /~ modified {2}EFI\/Microsoft\/Boot\/bootstat\.dat/);
  assert.match(text, /file EFI\/Microsoft\/Boot\/bootstat\.dat +\d+ sector/);
});

test("a changed file of the report leads to its diff as text", async () => {
  const { uri } = await opened("confidential-pods-report", "guestWrites", disk(ran));
  const links = await commands.executeCommand<{ readonly target?: Uri }[]>("vscode.executeLinkProvider", uri);
  const [argument] = links.map(({ target }) => JSON.parse(decodeURIComponent(target?.query ?? "[]")));
  assert.equal(argument?.[0]?.file.path, "EFI/Microsoft/Boot/bootstat.dat");
  await commands.executeCommand("_confidentialPods.artifacts.openChange", ...argument);
  const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
  assert.ok(
    input !== undefined && input !== null && typeof input === "object" && "original" in input,
    "a diff is open",
  );
  assert.match(String(input.original), /^confidential-pods-artifact:/);
});

test("a path that a spec names opens where it is a file; where nothing is, no editor offers to make one", async () => {
  const file = path.join(folder, `${ran}.yaml`);
  writeFileSync(file, "a: 1\n");
  await closeAll();
  await commands.executeCommand("confidentialPods.artifacts.reveal", file);
  assert.equal(window.activeTextEditor?.document.uri.fsPath, file);
  rmSync(file);
  await closeAll();
  await commands.executeCommand("confidentialPods.artifacts.reveal", path.join(folder, "missing"));
  assert.deepEqual(window.tabGroups.activeTabGroup.tabs, []);
});

test("the inside of a disk is a read-only folder", async () => {
  const boot = await workspace.fs.readDirectory(inside(failed, "/0/EFI/Microsoft/Boot"));
  assert.deepEqual(boot.map(([name]) => name).sort(), [
    "BCD",
    "Boot Debug Trace 0001.etl",
    "bootmgfw.efi",
    "bootstat.dat",
  ]);
  const trace = inside(failed, "/0/EFI/Microsoft/Boot/Boot Debug Trace 0001.etl");
  assert.deepEqual(Buffer.from(await workspace.fs.readFile(trace)), Buffer.alloc(3000, 7));
  assert.equal((await workspace.fs.stat(trace)).size, 3000);
  assert.equal(workspace.fs.isWritableFileSystem("confidential-pods-disk"), false);
  await assert.rejects(Promise.resolve(workspace.fs.writeFile(trace, Buffer.of(1))));
  const missing = Promise.resolve(workspace.fs.readFile(inside(failed, "/0/EFI/none")));
  await assert.rejects(missing, (error) => error instanceof FileSystemError && error.code === "FileNotFound");
});

test("the boot configuration of two disks can be compared as text", async () => {
  const text = async (id: string): Promise<string> => {
    const uri = inside(id, "/0/EFI/Microsoft/Boot/BCD").with({ scheme: "confidential-pods-artifact" });
    return (await workspace.openTextDocument(uri)).getText();
  };
  const [before, after] = [await text(ran), await text(failed)];
  assert.notEqual(before, after);
  assert.match(after, /testsigning +No/);
});

test("a disk opens as its overview", async () => {
  await closeAll();
  await commands.executeCommand("vscode.open", disk(failed));
  const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
  assert.ok(typeof input === "object" && input !== null && "viewType" in input);
  assert.match(String(input.viewType), /confidentialPods\.disk$/);
});

test("a guest state file is text where text is asked for, as in a diff", async () => {
  await closeAll();
  const path = `${Uri.file(bootFiles).path}/cwcow.snp.vmgs!/cwcow.snp.vmgs`;
  await commands.executeCommand("vscode.open", Uri.from({ scheme: "confidential-pods-artifact", path }));
  assert.match(window.activeTextEditor?.document.getText() ?? "", /^VM guest state/);
});

test("an open timeline follows its disk when a boot replaces it", async () => {
  const document = await opened("confidential-pods-artifact", "timeline", disk(ran));
  assert.match(document.getText(), /The OS loader launched the OS/);
  const changed = new Promise<void>((resolve) => {
    const listening = workspace.onDidChangeTextDocument((event) => {
      if (event.document.uri.toString() !== document.uri.toString()) return;
      listening.dispose();
      resolve();
    });
  });
  copyFileSync(disk(failed).fsPath, disk(ran).fsPath);
  await commands.executeCommand("confidentialPods.artifacts.refresh");
  await changed;
  assert.match(document.getText(), /The boot failed/);
});

test("a folder is extracted whole, and nothing that exists is replaced", async () => {
  const target = Uri.file(path.join(parent, "extracted"));
  await commands.executeCommand("confidentialPods.artifacts.extract", disk(failed), target);
  const log = path.join(target.fsPath, "EFI", "Microsoft", "Boot", "bootstat.dat");
  assert.equal(readFileSync(log).length, 0x10000);
});

test("a text is found inside of a disk, and an artifact opens as text at its place", async () => {
  const document = await opened("confidential-pods-artifact", "findText", disk(failed), "CIMFS.sys");
  assert.match(document.uri.path, /bootstat\.dat$/);
  const { selection } = window.activeTextEditor ?? {};
  assert.equal(document.getText(selection), "cimfs.sys");
});

test("the explorer's rows inside of a disk can be searched and extracted too", async () => {
  await opened("confidential-pods-artifact", "findText", inside(failed, "/0/EFI/Microsoft"), "cimfs.sys");
  const target = Uri.file(path.join(parent, "extracted-row"));
  await commands.executeCommand("confidentialPods.artifacts.extract", inside(failed, "/0/EFI/Boot"), target);
  assert.ok(existsSync(path.join(target.fsPath, "Boot", "bootx64.efi")));
});

test("the boot files of a folder are checked", async () => {
  const document = await opened("confidential-pods-report", "checkBootFiles", bootFiles, "SecureNestedPaging");
  assert.match(document.getText(), /Everything that a boot needs is there\./);
  assert.match(document.getText(), /reference_info\.cose +not there \(optional\)/);
});

test("a run is kept under another name, all of its files together", async () => {
  await commands.executeCommand("confidentialPods.artifacts.renameRun", disk(ran), "kept");
  for (const name of ["boot.vhd", "run.json", "console.log"]) {
    assert.ok(existsSync(path.join(folder, `kept_${name}`)), name);
  }
  assert.ok(!existsSync(disk(ran).fsPath));
  // The record still leads to the disk that it started from.
  const report = await opened("confidential-pods-report", "guestWrites", disk("kept"));
  assert.ok(report.getText().includes(path.join(bootFiles, "boot.vhd")));
});

test("a path is copied", async () => {
  await commands.executeCommand("confidentialPods.artifacts.copyPath", disk(failed));
  assert.equal(await env.clipboard.readText(), disk(failed).fsPath);
});
