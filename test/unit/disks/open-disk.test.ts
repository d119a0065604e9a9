import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../server/src/disks/byte-source.ts";
import { openDisk } from "../../../server/src/disks/open-disk.ts";
import type { DiskVerdict } from "../../../server/src/disks/verdict.ts";
import { fatVolume } from "./support/fat-builder.ts";
import { gptDisk } from "./support/gpt-builder.ts";
import { ntfsVolume } from "./support/ntfs-builder.ts";
import { pattern } from "./support/pattern.ts";
import { codesOf, readFiles } from "./support/read-files.ts";
import { fixedVhd } from "./support/vhd-builder.ts";
import { vhdx, vhdxDiskId } from "./support/vhdx-builder.ts";

const mib = 1024 * 1024;
const efi = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const basic = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7";
const fat = fatVolume({ kind: "FAT32" }, new Map([["EFI/Boot/bootx64.efi", Buffer.from("loader")]])).volume;
const ntfs = ntfsVolume(
  new Map([["pagefile", { content: { kind: "resident", bytes: Buffer.from("x") } as const }]]),
).volume;

test("container, partitions and files of a boot disk, each file system in its partition", () => {
  const disk = openDisk(
    memorySource(
      vhdx(
        gptDisk(8 * mib, 512, [
          { type: efi, first: 2048, content: fat },
          { type: basic, first: 8192, content: ntfs },
        ]),
      ),
    ),
  );
  assert.deepEqual(
    disk.partitions.map(({ typeName, fileSystem }) => [
      typeName,
      fileSystem?.kind,
      fileSystem && readFiles(fileSystem),
    ]),
    [
      ["EFI system", "FAT32", { "EFI/Boot/bootx64.efi": "loader" }],
      ["basic data", "NTFS", { pagefile: "x" }],
    ],
  );
  assert.deepEqual(disk.problems, []);
  assert.match(disk.verdict.text, /^Partitioned with GPT: EFI system \(FAT32\), basic data \(NTFS\)\./);
});

function bootSectorOf(write: (sector: Buffer) => void): Buffer {
  const disk = pattern(mib);
  disk.fill(0, 0, 512);
  write(disk);
  return disk;
}
const refs = bootSectorOf((sector) => {
  sector.write("ReFS", 3, "latin1");
  sector.write("FSRS", 16, "latin1");
  sector.writeUInt16LE(0x0e03, 40);
});
const bitLocker = bootSectorOf((sector) => sector.write("-FVE-FS-", 3, "latin1"));
const text = Buffer.alloc(mib, "plain text, over and over again. ");

/** Bytes as a cipher gives them: no value comes more often than chance has it. */
function randomBytes(): Buffer {
  const bytes = Buffer.alloc(mib);
  let state = 88_172_645;
  for (let at = 0; at < bytes.length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state | 0, at);
  }
  return bytes;
}

const linkage = "99999999-0000-0000-0000-00000000000a";
const verdicts: readonly (readonly [why: string, file: Buffer, kind: DiskVerdict["kind"], text: RegExp])[] = [
  [
    "an empty scratch",
    vhdx(Buffer.alloc(8 * mib)),
    "never-formatted",
    /^Never formatted\. Nothing was ever written here\./,
  ],
  ["a fixed disk of zeros", fixedVhd(Buffer.alloc(mib)), "never-formatted", /^Never formatted\. Only zeros/],
  ["without a partition table", vhdx(ntfs), "formatted", /^Formatted as NTFS, without a partition table\./],
  ["ReFS", vhdx(refs), "recognized", /^ReFS 3\.14: /],
  ["BitLocker", vhdx(bitLocker), "looks-encrypted", /^BitLocker: the volume is encrypted\. /],
  ["random bytes", vhdx(randomBytes()), "looks-encrypted", /^The bytes look random, so they may be encrypted\./],
  [
    "a partition that is not read is named in words",
    gptDisk(8 * mib, 512, [{ type: basic, first: 2048, content: bitLocker }]),
    "formatted",
    /^Partitioned with GPT: basic data \(BitLocker\)\./,
  ],
  ["other data", vhdx(text), "unknown", /no file system that is known/],
  [
    "a child without its parent",
    vhdx(Buffer.alloc(mib), { parent: { linkage, path: "..\\template.vhdx", changed: new Set([5]) } }),
    "parent-missing",
    /^Child of \.\.\\template\.vhdx, which is missing\./,
  ],
];
for (const [why, file, kind, sentence] of verdicts) {
  test(`verdict: ${why}`, () => {
    const { verdict } = openDisk(memorySource(file));
    assert.equal(verdict.kind, kind);
    assert.match(verdict.text, sentence);
  });
}

test("the verdict ends with identifier and allocated size", () => {
  const { verdict } = openDisk(memorySource(vhdx(Buffer.concat([text, Buffer.alloc(7 * mib)]))));
  assert.ok(verdict.text.endsWith(`Identifier ${vhdxDiskId}. 1 MiB of 8 MiB allocated.`), verdict.text);
});

test("a file table that is lost is a problem of its partition; the other one is read", () => {
  const broken = Buffer.from(ntfs);
  broken.fill(0x55, 16 * 1024, 200 * 1024);
  const disk = openDisk(
    memorySource(
      gptDisk(8 * mib, 512, [
        { type: basic, first: 2048, content: broken },
        { type: efi, first: 8192, content: fat },
      ]),
    ),
  );
  assert.deepEqual(
    disk.partitions.map(({ fileSystem }) => fileSystem?.kind),
    [undefined, "FAT32"],
  );
  assert.deepEqual(codesOf(disk.problems), ["ntfs-signature"]);
});

test("data without a known file system is told: a boot sector without a backup may be damaged", () => {
  const broken = fatVolume({ kind: "FAT16" }, new Map([["file", pattern(900)]])).volume;
  broken.fill(0, 0, 512);
  const disk = openDisk(memorySource(gptDisk(4 * mib, 512, [{ type: efi, first: 64, content: broken }])));
  assert.deepEqual(
    disk.partitions.map(({ content }) => content?.kind),
    ["unknown"],
  );
  assert.deepEqual(
    disk.problems.map(({ code, offset }) => [code, offset]),
    [["file-system-unknown", 64 * 512]],
  );
});
