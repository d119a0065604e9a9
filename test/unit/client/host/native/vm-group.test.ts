import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { loadKoffi } from "../../../../../client/src/host/native/koffi.ts";
import { systemLibraries } from "../../../../../client/src/host/native/libraries.ts";
import { bindVmGroup, fullAccessOf } from "../../../../../client/src/host/native/vm-group.ts";

test("EXPLICIT_ACCESS_W gives all rights, to a folder's files as well, to a group by its SID's address", () => {
  const [rights, grant, inherit, padding] = ["00000010", "01000000", "03000000", "00000000"];
  const trustee = ["0000000000000000", "00000000", "00000000", "05000000", "00000000", "8877665544332211"].join("");
  assert.equal(fullAccessOf(0x1122334455667788n).toString("hex"), `${rights}${grant}${inherit}${padding}${trustee}`);
});

// Wine makes Unix modes of access lists, so that what was given cannot be read back: here Windows' functions take what they get.
if (process.platform === "win32")
  test("the group of all VMs is given access to files and folders", async () => {
    const grant = bindVmGroup(await loadKoffi(), systemLibraries(process.env["SystemRoot"] ?? "C:\\Windows"));
    const folder = mkdtempSync(path.join(os.tmpdir(), "group-"));
    const file = path.join(folder, "kernel.vmgs");
    writeFileSync(file, "");
    assert.equal(await grant(file), 0);
    assert.equal(await grant(folder), 0);
    writeFileSync(file, "still ours to write");
    assert.equal(await grant(path.join(folder, "none")), 0x8007_0002);
    rmSync(folder, { recursive: true });
  });
