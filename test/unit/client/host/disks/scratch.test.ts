import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { makeScratch } from "../../../../../client/src/host/disks/scratch.ts";
import { emptyVhdx } from "../../../../../client/src/host/disks/vhdx.ts";
import { memorySource } from "../../../../../server/src/disks/byte-source.ts";
import { openDisk } from "../../../../../server/src/disks/open-disk.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "scratch-"));
after(() => rmSync(folder, { recursive: true }));
/** What containerd gives a scratch that the guest has to format. */
const usualSize = 40 * 2 ** 30;
const identifier = "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d";

test("our own reader finds a whole, empty disk with its identifier", async () => {
  const file = path.join(folder, "sandbox.vhdx");
  await makeScratch(file, usualSize, identifier);
  const bytes = readFileSync(file);
  const disk = openDisk(memorySource(bytes));
  assert.deepEqual(disk.image.problems, []);
  assert.equal(disk.image.source.size, usualSize);
  assert.deepEqual(disk.image.allocatedRanges(), []);
  assert.equal(disk.image.identifier?.toLowerCase(), identifier);
});

// The same bytes are written everywhere, and Windows machines have no qemu-img to ask about them.
const asked = process.platform === "win32" ? [] : [512, 2 ** 20 + 512, 8 * 2 ** 30, usualSize, 2 ** 40];

for (const size of asked) {
  const qemu = spawnSync("qemu-img", ["--version"]).status === 0;
  test(`qemu-img finds no fault in ${size} bytes`, { skip: qemu ? false : "qemu-img is not here" }, async () => {
    const file = path.join(folder, `disk-${size}.vhdx`);
    await makeScratch(file, size, identifier);
    const check = spawnSync("qemu-img", ["check", file], { encoding: "utf8" });
    assert.equal(check.status, 0, check.stderr);
    const info: unknown = JSON.parse(
      spawnSync("qemu-img", ["info", "--output=json", file], { encoding: "utf8" }).stdout,
    );
    assert.ok(typeof info === "object" && info !== null && "virtual-size" in info);
    assert.equal(info["virtual-size"], size);
  });
}

test("an empty scratch costs little", () => {
  assert.ok(statSync(path.join(folder, "sandbox.vhdx")).size <= 4 * 2 ** 20);
});

test("a file that exists is not replaced", async () => {
  await assert.rejects(makeScratch(path.join(folder, "sandbox.vhdx"), usualSize, identifier), {
    code: "EEXIST",
  });
});

test("sizes that VHDX does not take are refused", () => {
  for (const size of [0, -512, 100, 65 * 2 ** 40, Number.NaN])
    assert.throws(() => emptyVhdx(size, identifier), RangeError);
});
