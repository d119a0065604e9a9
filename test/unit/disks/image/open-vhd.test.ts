import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { DiskImage } from "../../../../server/src/disks/image/disk-image.ts";
import { openImage } from "../../../../server/src/disks/image/open-image.ts";
import { DiskError } from "../../../../server/src/disks/problem.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf } from "../support/read-files.ts";
import { blockVhd, fixedVhd } from "../support/vhd-builder.ts";

const blockSize = 64 * 1024;
/** Five blocks, the last one not whole, the second one zeros. */
const disk = Buffer.concat([pattern(blockSize), Buffer.alloc(blockSize), pattern(2 * blockSize + 1536, 2)]);
const dynamic = blockVhd(disk, { blockSize });
const damage = (image: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(image);
  copy[at] = value;
  return copy;
};
const contentOf = (image: DiskImage): Buffer => image.source.read(0, image.virtualSize);

const readable: readonly (readonly [why: string, file: Buffer, kind: DiskImage["kind"], codes: readonly string[]])[] = [
  ["fixed, with the footer that hcsshim writes: no geometry", fixedVhd(disk), "vhd-fixed", []],
  ["dynamic, blocks in any order, the last not whole", dynamic, "vhd-dynamic", []],
  [
    "dynamic, footer cut off: the copy at the start is used",
    dynamic.subarray(0, -512),
    "vhd-dynamic",
    ["vhd-footer-damaged"],
  ],
  [
    "dynamic, footer with a wrong checksum",
    damage(dynamic, dynamic.length - 400, 9),
    "vhd-dynamic",
    ["vhd-footer-damaged"],
  ],
  ["dynamic, only the copy damaged", damage(dynamic, 100, 9), "vhd-dynamic", ["vhd-footer-copy-damaged"]],
  ["dynamic header with a wrong checksum", damage(dynamic, 512 + 900, 9), "vhd-dynamic", ["vhd-header-checksum"]],
  [
    "fixed, footer with a wrong checksum",
    damage(fixedVhd(disk), disk.length + 100, 9),
    "vhd-fixed",
    ["vhd-footer-checksum"],
  ],
  ["no footer at all: raw", disk, "raw", []],
];
for (const [why, file, kind, codes] of readable) {
  test(why, () => {
    const image = openImage(memorySource(file));
    assert.equal(image.kind, kind);
    assert.ok(contentOf(image).equals(disk));
    assert.deepEqual(codesOf(image.problems), codes);
  });
}

const large = Buffer.concat([pattern(512 * 1024), Buffer.alloc(512 * 1024), pattern(700 * 1024 + 512, 2)]);
const usual = blockVhd(large, { blockSize: 512 * 1024 });
const without = (start: number, end: number): Buffer => Buffer.from(usual).fill(0, start, end);
for (const [why, file, code] of [
  ["its signature is damaged", without(512, 520), "vhd-header-signature"],
  ["it is lost: the table behind it fits the file with one block size only", without(512, 1536), "vhd-header-lost"],
] as const) {
  test(`dynamic header: ${why}`, () => {
    const image = openImage(memorySource(file));
    assert.ok(contentOf(image).equals(large));
    assert.deepEqual(codesOf(image.problems), [code]);
  });
}

test("a lost dynamic header is not guessed where the table does not fit the file", () => {
  for (const file of [
    without(512, 1540),
    Buffer.concat([without(512, 1536), Buffer.alloc(8192), usual.subarray(-512)]),
  ]) {
    assert.throws(() => openImage(memorySource(file)), { name: "DiskError", code: "vhd-header-missing" });
  }
});

test("blocks of zeros are not stored: they are neither counted nor among the allocated ranges", () => {
  const image = openImage(memorySource(dynamic));
  // The last block goes beyond the end of the disk.
  assert.equal(image.allocatedBytes, disk.length - blockSize);
  assert.deepEqual(image.allocatedRanges(), [
    { offset: 0, length: blockSize },
    { offset: 2 * blockSize, length: disk.length - 2 * blockSize },
  ]);
});

test("a fixed disk that is cut off in front of its footer's size reads as far as it goes", () => {
  const image = openImage(memorySource(Buffer.concat([disk.subarray(0, 4096), fixedVhd(disk).subarray(-512)])));
  assert.equal(image.virtualSize, 4096);
  assert.deepEqual(codesOf(image.problems), ["vhd-size"]);
});

test("a block that lies beyond the file fails alone, with the place where it should be", () => {
  const file = Buffer.from(dynamic);
  file.writeUInt32BE(0x00ffff00, 1536);
  const image = openImage(memorySource(file));
  assert.deepEqual(codesOf(image.problems), ["block-beyond-file"]);
  assert.throws(
    () => image.source.read(0, 512),
    (error) => error instanceof DiskError && error.code === "block-beyond-file",
  );
  assert.ok(image.source.read(2 * blockSize, 4096).equals(disk.subarray(2 * blockSize, 2 * blockSize + 4096)));
});

test("two blocks in one place are told", () => {
  const file = Buffer.from(dynamic);
  file.copy(file, 1536 + 8, 1536, 1540);
  assert.deepEqual(codesOf(openImage(memorySource(file)).problems), ["blocks-overlap"]);
});

const unreadable: readonly (readonly [why: string, at: number, bytes: readonly number[], code: string])[] = [
  ["a block size that is no power of two", 512 + 32, [0, 1, 0, 1], "vhd-block-size"],
  ["a table beyond the file", 512 + 16, [0, 0, 1, 0], "vhd-table-beyond-file"],
  ["no dynamic header", 512, [0, 0, 0, 0, 0, 0, 0, 0, 7], "vhd-header-missing"],
];
for (const [why, at, bytes, code] of unreadable) {
  test(`cannot be opened: ${why}`, () => {
    const file = Buffer.from(dynamic);
    Buffer.from(bytes).copy(file, at);
    assert.throws(
      () => openImage(memorySource(file)),
      (error) => error instanceof DiskError && error.code === code,
    );
  });
}

test("a block over the container's own structures is told", () => {
  for (const place of [1, 2, 3]) {
    const file = Buffer.from(dynamic);
    file.writeUInt32BE(place, 1536);
    assert.deepEqual(codesOf(openImage(memorySource(file)).problems), ["block-in-metadata"], `sector ${place}`);
  }
});
