import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { readVolumes } from "../../../../server/src/disks/volumes/read-volumes.ts";
import type { VolumeTable } from "../../../../server/src/disks/volumes/volume-table.ts";
import { gptDisk } from "../support/gpt-builder.ts";
import { codesOf } from "../support/read-files.ts";

const efi = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const basic = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
const read = (disk: Buffer, sectorSize = 512): VolumeTable =>
  readVolumes(memorySource(disk), { sectorSize, isVolume: () => false });
const content = Buffer.alloc(64 * 1024);
const make = (sectorSize: number): Buffer =>
  gptDisk(4 * 1024 * 1024, sectorSize, [
    { type: efi, first: 64, content, name: "EFI system partition" },
    { type: basic, first: 256, content },
  ]);

for (const sectorSize of [512, 4096]) {
  for (const said of [512, 4096]) {
    test(`sectors of ${sectorSize} bytes, also where the container says ${said}`, () => {
      const table = read(make(sectorSize), said);
      assert.deepEqual([table.scheme, table.sectorSize, table.problems], ["gpt", sectorSize, []]);
      assert.deepEqual(
        table.partitions.map(({ index, offset, size, typeName, name }) => [index, offset, size, typeName, name]),
        [
          [0, 64 * sectorSize, content.length, "EFI system", "EFI system partition"],
          [1, 256 * sectorSize, content.length, "basic data", ""],
        ],
      );
    });
  }
}

const last = 4 * 1024 * 1024 - 512;
const damages: readonly (readonly [why: string, at: readonly number[], codes: readonly string[]])[] = [
  ["primary header", [512 + 40], ["gpt-primary-damaged"]],
  ["primary signature", [512], ["gpt-primary-damaged"]],
  ["primary entries", [1024 + 33], ["gpt-primary-damaged"]],
  ["backup header", [last + 40], ["gpt-backup-damaged"]],
  [
    "primary header and backup entries",
    [512 + 40, last - 32 * 512 + 40],
    ["gpt-primary-damaged", "gpt-backup-damaged"],
  ],
];
for (const [why, places, codes] of damages) {
  test(`damaged ${why}: the same partitions, and the damage is told`, () => {
    const disk = make(512);
    for (const at of places) disk[at] = (disk[at] ?? 0) ^ 0x55;
    const table = read(disk);
    assert.deepEqual(table.partitions, read(make(512)).partitions);
    assert.deepEqual(codesOf(table.problems), codes);
  });
}

test("a disk that is cut off keeps its partitions as far as they go", () => {
  const table = read(make(512).subarray(0, 256 * 512 + 4096));
  assert.deepEqual(
    table.partitions.map(({ size }) => size),
    [content.length, 4096],
  );
  assert.deepEqual(codesOf(table.problems), ["gpt-backup-damaged", "partition-beyond-end"]);
});

test("both copies lost: the protective MBR still tells that there was a table", () => {
  const disk = make(512);
  for (const at of [512, last]) disk.fill(0, at, at + 512);
  const table = read(disk);
  assert.equal(table.scheme, "none");
  assert.deepEqual(codesOf(table.problems), ["gpt-lost"]);
});

test("an entry count that would fill memory is not believed", () => {
  const disk = make(512);
  for (const at of [512, last]) disk.writeUInt32LE(0xffffffff, at + 80);
  assert.equal(read(disk).scheme, "none");
});

test("law: partitions come back in the order of the table, wherever they lie", () => {
  const places = fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(places, (slots) => {
      const small = Buffer.alloc(512 * 10);
      const disk = gptDisk(
        512 * 1100,
        512,
        slots.map((slot) => ({ type: basic, first: 30 + slot * 10, content: small })),
      );
      const table = read(disk);
      assert.deepEqual(
        table.partitions.map(({ offset, size }) => [offset, size]),
        slots.map((slot) => [(30 + slot * 10) * 512, small.length]),
      );
      assert.deepEqual(table.problems, []);
    }),
    { seed: 9, numRuns: 60 },
  );
});
