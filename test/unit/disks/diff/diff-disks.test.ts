import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { diffDisks } from "../../../../server/src/disks/diff/diff-disks.ts";
import type { FileDiff } from "../../../../server/src/disks/diff/file-diff.ts";
import { compareSectors } from "../../../../server/src/disks/diff/sector-diff.ts";
import { type OpenedDisk, openDisk } from "../../../../server/src/disks/open-disk.ts";
import { runSteps } from "../../../../server/src/disks/run-steps.ts";
import { type BuiltFat, fatVolume } from "../support/fat-builder.ts";
import { gptDisk } from "../support/gpt-builder.ts";
import { pattern } from "../support/pattern.ts";
import { fixedVhd } from "../support/vhd-builder.ts";
import { vhdx } from "../support/vhdx-builder.ts";

const mib = 1024 * 1024;
const firstSector = 2048;
const efi = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";
const diskWith = (built: BuiltFat): OpenedDisk =>
  openDisk(memorySource(fixedVhd(gptDisk(4 * mib, 512, [{ type: efi, first: firstSector, content: built.volume }]))));
const build = (files: Record<string, Buffer>): BuiltFat => fatVolume({ kind: "FAT32" }, new Map(Object.entries(files)));

const plain = ({ added, removed, modified, ...rest }: FileDiff): object => {
  return { ...rest, added: [...added], removed: [...removed], modified: [...modified] };
};

const log = pattern(1100);
const pristine = build({ "Boot/bootstat.dat": log, "Boot/memtest.efi": pattern(600, 2), "Boot/same": pattern(700, 3) });

test("one disk and itself: nothing changed", () => {
  const diff = diffDisks(diskWith(pristine), diskWith(pristine));
  assert.deepEqual([diff.sectors.changedSectors, [...diff.owners]], [0, []]);
  assert.deepEqual(diff.files.map(plain), [
    { before: 0, after: 0, added: [], removed: [], modified: [], problems: [] },
  ]);
});

test("files added, removed and modified; a file that only lies elsewhere is not modified", () => {
  const written = Buffer.from(log);
  written.write("written by the guest", 600);
  const after = build({
    "Boot/trace.etl": pattern(900, 4),
    "Boot/bootstat.dat": written,
    "Boot/same": pattern(700, 3),
  });
  const files = diffDisks(diskWith(pristine), diskWith(after)).files.map(plain);
  assert.deepEqual(files[0], {
    before: 0,
    after: 0,
    added: ["Boot/trace.etl"],
    removed: ["Boot/memtest.efi"],
    modified: ["Boot/bootstat.dat"],
    problems: [],
  });
});

/** Offsets in the volume that are changed by a byte, and whose sector that is. */
const at = (path: string, offset: number): number =>
  pristine.dataOffset + ((pristine.clusters.get(path) ?? 0) - 2) * 512 + offset;
const owners: readonly (readonly [why: string, offset: number, owner: object])[] = [
  ["boot sector", 3, { kind: "system", name: "boot sector", partition: 0 }],
  ["FSInfo", 512 + 488, { kind: "system", name: "FSInfo and reserved sectors", partition: 0 }],
  ["second FAT", pristine.fatOffset + pristine.fatSize + 5, { kind: "system", name: "FAT 2", partition: 0 }],
  ["directory", at("Boot", 15), { kind: "directory", path: "Boot", partition: 0 }],
  ["content", at("Boot/bootstat.dat", 600), { kind: "file", path: "Boot/bootstat.dat", partition: 0 }],
  [
    "the rest of a file's last cluster, one sector with its end",
    at("Boot/memtest.efi", 1000),
    { kind: "file", path: "Boot/memtest.efi", partition: 0 },
  ],
  ["free clusters", pristine.volume.length - 100, { kind: "free", partition: 0 }],
];
for (const [why, offset, owner] of owners) {
  test(`whose a changed sector is: ${why}`, () => {
    const volume = Buffer.from(pristine.volume);
    volume[offset] = (volume[offset] ?? 0) ^ 1;
    const diff = diffDisks(diskWith(pristine), diskWith({ ...pristine, volume }));
    const sector = firstSector + Math.floor(offset / 512);
    assert.deepEqual([...diff.owners], [{ range: [sector, sector], owner }]);
  });
}

test("what the later disk calls free is named by its earlier owner: a deleted file's content that was overwritten", () => {
  const after = build({ "Boot/bootstat.dat": log });
  const lost = at("Boot/same", 10);
  after.volume[lost] = 0;
  const diff = diffDisks(diskWith(pristine), diskWith(after));
  const sector = firstSector + Math.floor(lost / 512);
  const part = [...diff.owners].find(({ range }) => range[0] <= sector && sector <= range[1]);
  assert.deepEqual(part?.owner, { kind: "file", path: "Boot/same", partition: 0 });
});

test("the partition table, and what lies outside of partitions", () => {
  const disk = gptDisk(4 * mib, 512, [{ type: efi, first: firstSector, content: pristine.volume }]);
  const changed = Buffer.from(disk);
  changed[600] = 1;
  changed[100 * 512] = 1;
  const diff = diffDisks(openDisk(memorySource(disk)), openDisk(memorySource(changed)));
  assert.deepEqual(
    [...diff.owners],
    [
      { range: [1, 1], owner: { kind: "partition-table" } },
      { range: [100, 100], owner: { kind: "outside-partitions" } },
    ],
  );
});

/** A disk with a small volume for each of these, by what its identifier is made of and where it starts. */
const diskOf = (...partitions: readonly (readonly [id: number, first: number, file: string])[]): OpenedDisk =>
  openDisk(
    memorySource(
      gptDisk(
        16 * mib,
        512,
        partitions.map(([id, first, file]) => ({
          type: efi,
          first,
          id,
          content: build({ [file]: pattern(700) }).volume,
        })),
      ),
    ),
  );
const first = [1, 2048, "one"] as const;
const second = [2, 12_288, "two"] as const;
const pairs: readonly (readonly [why: string, before: OpenedDisk, after: OpenedDisk, files: readonly object[]])[] = [
  [
    "a partition that is gone takes its files with it",
    diskOf(first, second),
    diskOf(second),
    [
      { before: 1, after: 0, added: [], removed: [] },
      { before: 0, after: undefined, added: [], removed: ["one"] },
    ],
  ],
  [
    "a new partition brings its files",
    diskOf(second),
    diskOf(first, second),
    [
      { before: undefined, after: 0, added: ["one"], removed: [] },
      { before: 0, after: 1, added: [], removed: [] },
    ],
  ],
  [
    "a partition that moved is known by its identifier, and what took its place is new",
    diskOf(first),
    diskOf([3, 2048, "three"], [1, 12_288, "one"]),
    [
      { before: undefined, after: 0, added: ["three"], removed: [] },
      { before: 0, after: 1, added: [], removed: [] },
    ],
  ],
  [
    "a table that was written anew: the same place is the same partition",
    diskOf(first),
    diskOf([7, 2048, "seven"]),
    [{ before: 0, after: 0, added: ["seven"], removed: ["one"] }],
  ],
];
for (const [why, before, after, expected] of pairs) {
  test(`partitions: ${why}`, () => {
    const { files } = diffDisks(before, after);
    assert.deepEqual(
      files.map(plain),
      expected.map((each) => ({ ...each, modified: [], problems: [] })),
    );
  });
}

test("law: the ranges are exactly the sectors that differ, in a fixed and in a dynamic disk", () => {
  const size = 3 * mib;
  const before = Buffer.concat([pattern(mib), Buffer.alloc(2 * mib)]);
  const open = (disk: Buffer): OpenedDisk["image"] => openDisk(memorySource(disk)).image;
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(size / 512 - 1), { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      (sectors, dynamic) => {
        const after = Buffer.from(before);
        for (const sector of sectors) after[sector * 512 + 7] = (after[sector * 512 + 7] ?? 0) ^ 0x10;
        const wrap = dynamic ? vhdx : fixedVhd;
        const diff = runSteps(compareSectors(open(wrap(before)), open(wrap(after))));
        const found = [...diff.ranges].flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        assert.deepEqual(
          found,
          [...sectors].sort((a, b) => a - b),
        );
        assert.equal(diff.changedSectors, sectors.length);
      },
    ),
    { seed: 13, numRuns: 12 },
  );
});
