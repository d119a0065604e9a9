import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { startsWithVolume } from "../../../../server/src/disks/filesystems/open-file-system.ts";
import { readVolumes } from "../../../../server/src/disks/volumes/read-volumes.ts";
import type { VolumeTable } from "../../../../server/src/disks/volumes/volume-table.ts";
import { fatVolume } from "../support/fat-builder.ts";
import { gptDisk } from "../support/gpt-builder.ts";
import { codesOf } from "../support/read-files.ts";

type Entry = readonly [type: number, first: number, sectors: number];

/** A disk of 1,000 sectors with boot records in the given sectors. */
function mbrDisk(records: ReadonlyMap<number, readonly Entry[]>): Buffer {
  const disk = Buffer.alloc(1000 * 512);
  for (const [sector, entries] of records) {
    for (const [index, [type, first, sectors]] of entries.entries()) {
      const at = sector * 512 + 446 + index * 16;
      disk.writeUInt8(type, at + 4);
      disk.writeUInt32LE(first, at + 8);
      disk.writeUInt32LE(sectors, at + 12);
    }
    disk.writeUInt16LE(0xaa55, sector * 512 + 510);
  }
  return disk;
}

const read = (disk: Buffer): VolumeTable => readVolumes(memorySource(disk), { sectorSize: 512, isVolume: () => false });
const places = (table: VolumeTable): unknown =>
  table.partitions.map(({ type, offset, size }) => [type, offset / 512, size / 512]);

const mib = 1024 * 1024;
const primary: Entry = [0x07, 63, 100];
const extended: Entry = [0x05, 200, 600];

test("primary partitions, then the logical ones: each counts from its own record, the links from the first", () => {
  const disk = mbrDisk(
    new Map([
      [0, [extended, primary]],
      [
        200,
        [
          [0x0b, 1, 50],
          [0x05, 100, 200],
        ],
      ],
      [300, [[0x06, 2, 60]]],
    ]),
  );
  const table = read(disk);
  assert.equal(table.scheme, "mbr");
  assert.deepEqual(places(table), [
    ["0x07", 63, 100],
    ["0x0b", 201, 50],
    ["0x06", 302, 60],
  ]);
  assert.deepEqual(table.problems, []);
});

test("a chain that leads back is followed once", () => {
  const disk = mbrDisk(
    new Map([
      [0, [extended]],
      [
        200,
        [
          [0x0b, 1, 50],
          [0x05, 0, 200],
        ],
      ],
    ]),
  );
  const table = read(disk);
  assert.deepEqual(places(table), [["0x0b", 201, 50]]);
  assert.deepEqual(codesOf(table.problems), ["mbr-chain-loop"]);
});

test("a chain that leads nowhere keeps what came before", () => {
  const table = read(mbrDisk(new Map([[0, [primary, extended]]])));
  assert.deepEqual(places(table), [["0x07", 63, 100]]);
  assert.deepEqual(codesOf(table.problems), ["mbr-chain-broken"]);
});

test("behind a break in the chain, volumes are found by their boot sectors", () => {
  const disk = mbrDisk(new Map([[0, [primary, extended]]]));
  const inside = { offset: 300 * 512, length: 50 * 512 };
  const found = [{ offset: 63 * 512, length: 512 }, inside, { offset: 900 * 512, length: 512 }];
  const options = { sectorSize: 512, isVolume: () => false, findVolumes: () => found };
  const table = readVolumes(memorySource(disk), options);
  assert.deepEqual(places(table), [
    ["0x07", 63, 100],
    ["", 300, 50],
  ]);
  assert.deepEqual(codesOf(table.problems), ["mbr-chain-broken"]);
});

test("a partition that ends behind the disk is cut, and told", () => {
  const table = read(mbrDisk(new Map([[0, [[0x07, 900, 500]]]])));
  assert.deepEqual(places(table), [["0x07", 900, 100]]);
  assert.deepEqual(codesOf(table.problems), ["partition-beyond-end"]);
});

const fatSectors = {
  512: fatVolume({ kind: "FAT12" }, new Map()).volume,
  4096: fatVolume({ kind: "FAT12", sectorSize: 4096 }, new Map()).volume,
};

for (const [reason, sectorSize, volumes, expected] of [
  ["4,096 where only that leads to a volume, which says so", 512, [[8 * 4096, 4096]], 4096],
  ["512 where only that does, whatever the container says", 4096, [[8 * 512, 512]], 512],
  [
    "as the container says where that leads to a volume",
    512,
    [
      [8 * 512, 4096],
      [2048 * 4096, 4096],
    ],
    512,
  ],
  ["as the container says where the volume at the other place says nothing else", 512, [[8 * 4096, 512]], 512],
  ["as the container says where there is no volume", 512, [], 512],
] as const) {
  test(`sectors of an MBR are counted: ${reason}`, () => {
    const disk = Buffer.alloc(32 * mib);
    mbrDisk(
      new Map([
        [
          0,
          [
            [0x01, 8, 2000],
            [0x01, 2048, 2000],
          ],
        ],
      ]),
    ).copy(disk, 0, 0, 512);
    for (const [offset, size] of volumes) fatSectors[size].copy(disk, offset);
    const table = readVolumes(memorySource(disk), { sectorSize, isVolume: startsWithVolume });
    assert.deepEqual([table.sectorSize, table.partitions[0]?.offset], [expected, 8 * expected]);
  });
}

test("without a table the whole disk is one partition", () => {
  const table = read(Buffer.alloc(4096));
  assert.deepEqual([table.scheme, table.partitions.length, table.partitions[0]?.size], ["none", 1, 4096]);
});

test("a new MBR wins over an old backup GPT at the end of the disk", () => {
  const old = gptDisk(1000 * 512, 512, [
    { type: "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", first: 64, content: Buffer.alloc(512) },
  ]);
  mbrDisk(new Map([[0, [primary]]])).copy(old, 0, 0, 20_000);
  const table = read(old);
  assert.equal(table.scheme, "mbr");
  assert.deepEqual(places(table), [["0x07", 63, 100]]);
});
