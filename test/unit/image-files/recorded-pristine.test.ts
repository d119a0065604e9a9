import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { recordedPristine } from "../../../server/src/image-files/recorded-pristine.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "pristine-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const pristine = path.join(folder, "boot.vhd");
writeFileSync(pristine, "");

/** The record of a run that preserved its EFI disk under this name. */
function record(name: string, plan: object): void {
  writeFileSync(path.join(folder, name), JSON.stringify({ version: 1, request: { plan } }));
}

const find = (name: string): string | undefined => recordedPristine(path.join(folder, name));

test("a disk that the guest was given as it is, and one that it was given a copy of", () => {
  record("shared@vm_run.json", { preserve: [{ from: pristine, to: "D:\\debug\\shared@vm_boot.vhd" }] });
  const work = "C:\\work\\boot.vhd";
  const copies = [{ from: pristine, to: work }];
  record("own@vm_run.json", { copies, preserve: [{ from: work, to: "D:\\debug\\own@vm_boot.vhd" }] });
  assert.equal(find("shared@vm_boot.vhd"), pristine);
  assert.equal(find("own@vm_boot.vhd"), pristine);
  assert.equal(find("own@vm_sandbox.vhdx"), undefined, "another disk of the run");
});

test("identifiers and names of disks have underscores of their own", () => {
  record("a_b@vm_run.json", { preserve: [{ from: pristine, to: "/debug/a_b@vm_efi_boot.vhd" }] });
  assert.equal(find("a_b@vm_efi_boot.vhd"), pristine);
  assert.equal(find("a_b@vm_other_boot.vhd"), undefined);
});

test("a run that was renamed, record and all, keeps its origin", () => {
  record("kept_run.json", { preserve: [{ from: pristine, to: "/debug/first@vm_boot.vhd" }] });
  assert.equal(find("kept_boot.vhd"), pristine);
});

test("no record, a record that is none, and a disk that is gone lead nowhere", () => {
  writeFileSync(path.join(folder, "cut@vm_run.json"), '{"request":');
  mkdirSync(path.join(folder, "folder@vm_run.json"));
  record("gone@vm_run.json", { preserve: [{ from: path.join(folder, "none.vhd"), to: "gone@vm_boot.vhd" }] });
  record("far@vm_run.json", { preserve: [{ from: "//server/share/boot.vhd", to: "far@vm_boot.vhd" }] });
  for (const id of ["none@vm", "cut@vm", "folder@vm", "gone@vm", "far@vm"])
    assert.equal(find(`${id}_boot.vhd`), undefined);
  for (const name of ["boot.vhd", "_boot.vhd", "_"]) assert.equal(find(name), undefined);
});
