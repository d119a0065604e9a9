import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { FileSystem } from "../../../../server/src/disks/filesystems/file-system.ts";
import { openFileSystem } from "../../../../server/src/disks/filesystems/open-file-system.ts";
import { type BuiltFat, fatVolume } from "../support/fat-builder.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf, readFiles } from "../support/read-files.ts";

const files = new Map([
  ["first", pattern(3000, 1)],
  ["second", pattern(3000, 2)],
  ["directory/third", pattern(600, 3)],
  ...Array.from({ length: 20 }, (_, index): [string, Buffer] => [`directory/${index}`, Buffer.alloc(0)]),
]);
const texts = Object.fromEntries([...files].map(([path, content]) => [path, content.toString("latin1")]));

const open = (volume: Buffer): FileSystem => {
  const fileSystem = openFileSystem(memorySource(volume), 0);
  assert.ok(fileSystem);
  return fileSystem;
};
const cluster = ({ clusters }: BuiltFat, path: string): number => clusters.get(path) ?? 0;
const writeLink = ({ volume, fatOffset }: BuiltFat, from: number, to: number): void => {
  volume.writeUInt16LE(to, fatOffset + from * 2);
};

const damages: readonly (readonly [what: string, damage: (built: BuiltFat) => void])[] = [
  ["ends too early", (built) => writeLink(built, cluster(built, "first") + 1, 0xffff)],
  ["leads to a cluster that does not exist", (built) => writeLink(built, cluster(built, "first") + 1, 0xf000)],
  ["leads to a free cluster", (built) => writeLink(built, cluster(built, "first") + 1, 0)],
  ["is a loop", (built) => writeLink(built, cluster(built, "first") + 2, cluster(built, "first"))],
  ["leads into another file", (built) => writeLink(built, cluster(built, "second"), cluster(built, "first") + 1)],
  ["of a directory ends too early", (built) => writeLink(built, cluster(built, "directory"), 0xffff)],
];
for (const [what, damage] of damages) {
  test(`a chain that by the first FAT ${what} is the second's`, () => {
    const built = fatVolume({ kind: "FAT16" }, files);
    damage(built);
    const fileSystem = open(built.volume);
    const paths = Array.from(fileSystem.walk(), ({ path }) => path);
    assert.equal(paths.length, files.size + 1);
    assert.deepEqual(readFiles(fileSystem), texts);
    assert.deepEqual(codesOf(fileSystem.problems).toSorted(), ["fat-copies-differ", "fat-copy-used"]);
  });
}

test("a file that is read without a walk before is read by the FAT in which its chain fits", () => {
  const built = fatVolume({ kind: "FAT16" }, files);
  writeLink(built, cluster(built, "first") + 1, 0xffff);
  const fileSystem = open(built.volume);
  const entry = fileSystem.find("first");
  assert.ok(entry);
  assert.equal(fileSystem.readFile(entry, 0, 3000).toString("latin1"), texts["first"]);
});

test("a second FAT that is worse is only told", () => {
  const built = fatVolume({ kind: "FAT16" }, files);
  built.volume.fill(0, built.fatOffset + built.fatSize, built.fatOffset + 2 * built.fatSize);
  const fileSystem = open(built.volume);
  assert.deepEqual(readFiles(fileSystem), texts);
  assert.deepEqual(codesOf(fileSystem.problems), ["fat-copies-differ"]);
});

test("a file over the clusters of a directory is told", () => {
  const built = fatVolume({ kind: "FAT16" }, files);
  const target = cluster(built, "directory");
  for (const copy of [0, built.fatSize]) {
    built.volume.writeUInt16LE(target, built.fatOffset + copy + cluster(built, "first") * 2);
  }
  const fileSystem = open(built.volume);
  Array.from(fileSystem.walk());
  assert.ok(codesOf(fileSystem.problems).includes("clusters-shared"));
});

/** A FAT32 volume with a backup of its boot sector and an FSInfo sector, as formatting leaves them. */
function formatted(): Buffer {
  const { volume } = fatVolume({ kind: "FAT32" }, files);
  volume.writeUInt16LE(1, 48);
  volume.writeUInt16LE(6, 50);
  volume.writeUInt32LE(0x41615252, 512);
  volume.writeUInt32LE(0x61417272, 512 + 484);
  volume.copy(volume, 6 * 512, 0, 512);
  return volume;
}

const sectors: readonly (readonly [what: string, codes: readonly string[], damage: (volume: Buffer) => void])[] = [
  ["nothing", [], () => {}],
  ["the FSInfo sector", ["fat-fsinfo-damaged"], (volume) => volume.fill(0, 512, 1024)],
  ["the backup", ["boot-sector-backup-damaged"], (volume) => volume.fill(0, 6 * 512, 7 * 512)],
  ["a field of the backup", ["boot-sector-copies-differ"], (volume) => volume.writeUInt8(2, 6 * 512 + 13)],
  ["a field of the boot sector", ["boot-sector-damaged"], (volume) => volume.writeUInt32LE(1, 36)],
];
for (const [what, codes, damage] of sectors) {
  test(`FAT32 with damage to ${what}`, () => {
    const volume = formatted();
    damage(volume);
    const fileSystem = open(volume);
    assert.deepEqual(readFiles(fileSystem), texts);
    assert.deepEqual(codesOf(fileSystem.problems), codes);
  });
}
