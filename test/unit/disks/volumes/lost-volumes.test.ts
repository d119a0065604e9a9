import assert from "node:assert/strict";
import { test } from "node:test";
import { type ByteSource, memorySource } from "../../../../server/src/disks/byte-source.ts";
import { type OpenedDisk, openDisk } from "../../../../server/src/disks/open-disk.ts";
import { DiskError } from "../../../../server/src/disks/problem.ts";
import { fatVolume } from "../support/fat-builder.ts";
import { gptDisk } from "../support/gpt-builder.ts";
import { ntfsVolume } from "../support/ntfs-builder.ts";
import { codesOf, readFiles } from "../support/read-files.ts";
import { blockVhd, fixedVhd } from "../support/vhd-builder.ts";

const mib = 1024 * 1024;
const efi = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const fat = fatVolume({ kind: "FAT32" }, new Map([["EFI/Boot/bootx64.efi", Buffer.from("loader")]])).volume;
const ntfs = ntfsVolume(
  new Map([["pagefile", { content: { kind: "resident", bytes: Buffer.from("x") } as const }]]),
).volume;
const bootDisk = (): Buffer =>
  gptDisk(8 * mib, 512, [
    { type: efi, first: 2048, content: fat },
    { type: efi, first: 8192, content: ntfs },
  ]);
const open = (disk: Buffer): OpenedDisk => openDisk(memorySource(fixedVhd(disk)));
const filesOf = ({ partitions }: OpenedDisk): unknown =>
  partitions.map(({ offset, fileSystem }) => [offset, fileSystem && readFiles(fileSystem)]);
const whole = [
  [mib, { "EFI/Boot/bootx64.efi": "loader" }],
  [4 * mib, { pagefile: "x" }],
];

const tables: readonly (readonly [what: string, wipe: (disk: Buffer) => void, codes: readonly string[]])[] = [
  ["both GPTs", (disk) => disk.fill(0, 512, 34 * 512).fill(0, 8 * mib - 33 * 512), ["gpt-lost"]],
  ["both GPTs and the MBR", (disk) => disk.fill(0, 0, 34 * 512).fill(0, 8 * mib - 33 * 512), ["partition-table-lost"]],
  ["the protective MBR", (disk) => disk.fill(0, 0, 512), ["gpt-without-protective-mbr"]],
];
for (const [what, wipe, codes] of tables) {
  test(`volumes of a disk that lost ${what} are found`, () => {
    const disk = bootDisk();
    wipe(disk);
    const opened = open(disk);
    assert.deepEqual(filesOf(opened), whole);
    assert.deepEqual(codesOf(opened.problems), codes);
  });
}

test("the verdict names the volumes that were found", () => {
  const opened = open(
    bootDisk()
      .fill(0, 0, 34 * 512)
      .fill(0, 8 * mib - 33 * 512),
  );
  assert.equal(opened.verdict.kind, "formatted");
  assert.match(
    opened.verdict.text,
    /^The partition table is lost; found: lost partition \(FAT32\), lost partition \(NTFS\)\./,
  );
});

test("a copy of a boot sector without the volume behind it is no volume", () => {
  const disk = Buffer.alloc(8 * mib);
  fat.copy(disk, 2 * mib, 0, 512);
  const opened = open(disk);
  assert.deepEqual(
    opened.partitions.map(({ offset, content }) => [offset, content?.kind]),
    [[0, "unknown"]],
  );
});

test("a disk with one written sector anywhere is not called never formatted", () => {
  for (const at of [70_000, 3 * mib + 512, 8 * mib - 1]) {
    const disk = Buffer.alloc(8 * mib);
    disk[at] = 1;
    assert.equal(open(disk).verdict.kind, "unknown", `byte ${at}`);
  }
});

/** The disk in a file whose bytes from `first` to `end` cannot be read. */
function unreadable(first: number, end: number): ByteSource {
  const inner = memorySource(fixedVhd(bootDisk()));
  return {
    size: inner.size,
    read(offset, length) {
      if (offset < end && offset + length > first) throw new DiskError("bad-sector", "unreadable", offset);
      return inner.read(offset, length);
    },
  };
}

test("a disk whose start cannot be read is divided by its backup GPT", () => {
  const file = blockVhd(bootDisk(), { blockSize: 64 * 1024 });
  file.writeUInt32BE(0x00ffff00, 512 + 1024);
  const opened = openDisk(memorySource(file));
  assert.deepEqual(filesOf(opened), whole);
  assert.deepEqual(codesOf(opened.problems), ["block-beyond-file", "gpt-primary-damaged"]);
});

test("volumes whose end cannot be read are opened: only a backup of NTFS's boot sector stands there", () => {
  const end = mib + fat.length;
  assert.deepEqual(filesOf(openDisk(unreadable(end - 512, end))), whole);
});
