import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { ParentRequest, ParentResolver } from "../../../../server/src/disks/image/disk-image.ts";
import { openImage } from "../../../../server/src/disks/image/open-image.ts";
import { DiskError } from "../../../../server/src/disks/problem.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf } from "../support/read-files.ts";
import { blockVhd, fixedVhd } from "../support/vhd-builder.ts";
import { vhdx } from "../support/vhdx-builder.ts";

const size = 2 * 1024 * 1024 + 4096;
const parentDisk = pattern(size, 11);
const childDisk = pattern(size, 12);
const parentId = "ab".repeat(16);
const linkage = "99999999-0000-0000-0000-00000000000a";
/** Single sectors, a run that crosses bytes of the bitmap, one in another block, and a whole block's worth of none. */
const changed = new Set([0, 3, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 2047, 4096]);

/** What a reader has to see: the child's sectors over the parent's. */
function merged(sectorSize: number): Buffer {
  const disk = Buffer.from(parentDisk);
  for (const sector of changed) {
    const at = sector * sectorSize;
    if (at < size) childDisk.copy(disk, at, at, at + sectorSize);
  }
  return disk;
}

const parents: readonly (readonly [why: string, child: Buffer, parent: Buffer, sectorSize: number])[] = [
  [
    "VHD: bitmaps count from the most significant bit",
    blockVhd(childDisk, { blockSize: 512 * 1024, parent: { id: parentId, path: "..\\base.vhd", changed } }),
    fixedVhd(parentDisk, parentId),
    512,
  ],
  [
    "VHDX: bitmaps count from the least significant bit",
    vhdx(childDisk, { parent: { linkage, path: "..\\base.vhdx", changed } }),
    vhdx(parentDisk, { dataWriteGuid: linkage }),
    512,
  ],
  [
    "VHDX with 4 KiB sectors",
    vhdx(childDisk, { sectorSize: 4096, parent: { linkage, path: "..\\base.vhdx", changed } }),
    vhdx(parentDisk, { sectorSize: 4096, dataWriteGuid: linkage }),
    4096,
  ],
];
for (const [why, child, parent, sectorSize] of parents) {
  const give =
    (file: Buffer): ParentResolver =>
    () => ({ source: memorySource(file), identity: "base" });

  test(`the child's sectors lie over the parent's: ${why}`, () => {
    const image = openImage(memorySource(child), { resolveParent: give(parent) });
    assert.ok(image.source.read(0, size).equals(merged(sectorSize)));
    assert.deepEqual(image.problems, []);
  });

  test(`a parent that is not there is named, and what the child stores can be read: ${why}`, () => {
    const asked: ParentRequest[] = [];
    const resolveParent: ParentResolver = (request) => void asked.push(request);
    const image = openImage(memorySource(child), { resolveParent, identity: "me" });
    assert.deepEqual([asked[0]?.childIdentity, asked[0]?.locators[0]?.path.slice(0, 7)], ["me", "..\\base"]);
    assert.equal(image.parent?.state, "missing");
    assert.deepEqual(codesOf(image.problems), ["parent-missing"]);
    assert.ok(image.source.read(0, sectorSize).equals(childDisk.subarray(0, sectorSize)));
    assert.throws(
      () => image.source.read(sectorSize, sectorSize),
      (error) => error instanceof DiskError && error.code === "parent-missing" && error.message.includes("..\\base"),
    );
  });

  test(`another disk in the parent's place is told: ${why}`, () => {
    const image = openImage(memorySource(child), { resolveParent: give(fixedVhd(parentDisk, "cd".repeat(16))) });
    assert.deepEqual(codesOf(image.problems), ["parent-identifier-mismatch"]);
  });

  test(`a disk that is its own parent is a loop, not endless: ${why}`, () => {
    const image = openImage(memorySource(child), { identity: "base", resolveParent: give(child) });
    assert.deepEqual(codesOf(image.problems), ["parent-loop"]);
    assert.equal(image.parent?.state, "missing");
  });
}

test("a VHDX may name two identifiers, of which the parent has one", () => {
  const linkages = { linkage: "88888888-0000-0000-0000-00000000000b", linkage2: linkage.toUpperCase() };
  const child = vhdx(childDisk, { parent: { ...linkages, path: "base.vhdx", changed } });
  const source = memorySource(vhdx(parentDisk, { dataWriteGuid: linkage }));
  const image = openImage(memorySource(child), { resolveParent: () => ({ source, identity: "base" }) });
  assert.deepEqual(image.problems, []);
});
