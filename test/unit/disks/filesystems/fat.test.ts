import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { FileSystem } from "../../../../server/src/disks/filesystems/file-system.ts";
import { openFileSystem } from "../../../../server/src/disks/filesystems/open-file-system.ts";
import { type BuiltFat, type FatFiles, type FatShape, fatVolume } from "../support/fat-builder.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf, readFiles } from "../support/read-files.ts";

const open = (volume: Buffer): FileSystem => {
  const fileSystem = openFileSystem(memorySource(volume), 0);
  assert.ok(fileSystem);
  return fileSystem;
};
const files: FatFiles = new Map([
  ["EFI/Microsoft/Boot/bootstat.dat", pattern(65_536)],
  ["EFI/Microsoft/Boot/{5951a96a-e0b5-4d3d-8fb8-3e5b61030784}.cip", pattern(700, 2)],
  ["EFI/Boot/bootx64.efi", pattern(1, 3)],
  ["empty", Buffer.alloc(0)],
  ["a name of 13c", pattern(512, 4)],
  ["ünïcode 日本 😀.txt", pattern(513, 5)],
  ["x".repeat(255), pattern(9, 6)],
]);
const texts = Object.fromEntries([...files].map(([path, content]) => [path, content.toString("latin1")]));

const shapes: readonly FatShape[] = [
  { kind: "FAT12" },
  { kind: "FAT16" },
  { kind: "FAT32" },
  { kind: "FAT32", sectorSize: 4096 },
];
for (const shape of shapes) {
  test(`${shape.kind} with sectors of ${shape.sectorSize ?? 512} bytes reads as it was written`, () => {
    const fileSystem = open(fatVolume(shape, files).volume);
    assert.equal(fileSystem.kind, shape.kind);
    assert.deepEqual(readFiles(fileSystem), texts);
    assert.equal(fileSystem.label, "TEST VOLUME");
    assert.deepEqual(fileSystem.problems, []);
  });
}

test("a path is found in any case, a part of a file at any offset", () => {
  const fileSystem = open(fatVolume({ kind: "FAT16" }, files).volume);
  const entry = fileSystem.find("efi/MICROSOFT/boot/BootStat.dat");
  assert.ok(entry);
  assert.ok(fileSystem.readFile(entry, 1000, 30_000).equals(pattern(65_536).subarray(1000, 31_000)));
  assert.equal(fileSystem.readFile(entry, 65_000, 10_000).length, 536, "fewer bytes at the end of the file");
  assert.equal(entry.modified, Date.UTC(2022, 8, 1), "no time of day is set");
  assert.equal(fileSystem.find("EFI/nothing"), undefined);
});

test("the backup boot sector of FAT32 stands in for the first", () => {
  const { volume } = fatVolume({ kind: "FAT32" }, files);
  volume.copy(volume, 6 * 512, 0, 512);
  volume.fill(0, 0, 512);
  const fileSystem = open(volume);
  assert.deepEqual(readFiles(fileSystem), texts);
  assert.deepEqual(codesOf(fileSystem.problems), ["boot-sector-damaged"]);
});

test("FAT32 that keeps only its second table is read by that one", () => {
  const { volume, fatOffset, fatSize } = fatVolume({ kind: "FAT32" }, files);
  volume.writeUInt16LE(0x81, 40);
  volume.fill(0x11, fatOffset, fatOffset + fatSize);
  const fileSystem = open(volume);
  assert.deepEqual(readFiles(fileSystem), texts);
  assert.deepEqual(fileSystem.problems, []);
});

/** Damages a volume and says what is still listed whole, and which problems are named. */
const bootstat = "EFI/Microsoft/Boot/bootstat.dat";
const damages: readonly {
  readonly why: string;
  readonly damage: (built: BuiltFat) => void;
  readonly codes: readonly string[];
  readonly lost?: readonly string[];
}[] = [
  {
    why: "the first FAT is wiped: the second one is used",
    damage: ({ volume, fatOffset, fatSize }) => volume.fill(0, fatOffset, fatOffset + fatSize),
    codes: ["fat-media-differs", "fat-copies-differ", "fat-copy-used"],
  },
  {
    why: "the media byte in the FAT is another one than in the boot sector",
    damage: ({ volume, fatOffset, fatSize }) => {
      for (const copy of [fatOffset, fatOffset + fatSize]) volume.writeUInt8(0xf0, copy);
    },
    codes: ["fat-media-differs"],
  },
  {
    why: "the volume was in use when it was left",
    damage: ({ volume, fatOffset, fatSize }) => {
      for (const copy of [fatOffset, fatOffset + fatSize]) volume.writeUInt32LE(0x07ffffff, copy + 4);
    },
    codes: ["volume-not-closed"],
  },
  {
    why: "a size that no volume of this size holds",
    // The directory's only file has one long name entry in front of its own.
    damage: (built) => void built.volume.writeUInt32LE(0xffffffff, entriesOf(built, "EFI/Boot") + 32 + 28),
    codes: ["size-impossible"],
  },
  {
    why: "a chain leads to a cluster beyond the volume",
    damage: (built) => setLink(built, bootstat, 0xfffff0),
    codes: ["chain-broken"],
    lost: [bootstat],
  },
  {
    why: "a chain leads back to its start",
    damage: (built) => setLink(built, bootstat, cluster(built, bootstat)),
    codes: ["chain-broken"],
    lost: [bootstat],
  },
  {
    why: "a chain ends before its file",
    damage: (built) => setLink(built, bootstat, 0x0fffffff),
    codes: ["chain-too-short"],
    lost: [bootstat],
  },
  {
    why: "the volume was left while a file was written: its clusters are in use, no entry leads to them",
    damage: (built) => {
      const free = built.fatOffset + 2000 * 4;
      for (const copy of [free, free + built.fatSize]) built.volume.writeUInt32LE(0x0fffffff, copy);
    },
    codes: ["clusters-lost"],
  },
  {
    why: "two files share a cluster",
    damage: (built) => setLink(built, "EFI/Boot/bootx64.efi", cluster(built, bootstat)),
    codes: ["chain-too-long"],
    lost: [],
  },
];
for (const { why, damage, codes, lost } of damages) {
  test(`damaged: ${why}`, () => {
    const built = fatVolume({ kind: "FAT32" }, files);
    damage(built);
    const fileSystem = open(built.volume);
    const paths = [...fileSystem.walk()].filter(({ kind }) => kind === "file").map(({ path }) => path);
    assert.deepEqual(paths.sort(), [...files.keys()].sort(), "every name is listed");
    assert.deepEqual(codesOf(fileSystem.problems), codes);
    for (const path of lost ?? []) {
      const entry = fileSystem.find(path);
      assert.ok(entry);
      assert.throws(() => fileSystem.readFile(entry, 0, entry.size), { name: "DiskError", code: "chain-broken" });
    }
  });
}

test("a partition that is cut off in front of its root directory holds no names, and says so", () => {
  const built = fatVolume({ kind: "FAT32" }, files);
  const end = built.dataOffset + built.clusterSize * 20;
  const fileSystem = open(built.volume.subarray(0, end));
  assert.ok(codesOf(fileSystem.problems).includes("volume-beyond-partition"));
  // Directories come behind the files that they hold: the root is gone, and with it every name.
  assert.deepEqual([...fileSystem.walk()], []);
  assert.ok(codesOf(fileSystem.problems).includes("read-beyond-end"));
});

test("a file behind the end of its partition is named", () => {
  const built = fatVolume(
    { kind: "FAT16" },
    new Map([
      ["near", pattern(100)],
      ["far", pattern(512 * 40)],
    ]),
  );
  const fileSystem = open(built.volume.subarray(0, built.dataOffset + built.clusterSize * 20));
  assert.deepEqual(
    [...fileSystem.walk()].map(({ path }) => path),
    ["near", "far"],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["volume-beyond-partition", "content-beyond-end"]);
});

test("a directory that starts with nothing where its own entry should be is told of", () => {
  const built = fatVolume({ kind: "FAT32" }, files);
  const at = entriesOf(built, "EFI/Microsoft/Boot");
  built.volume.fill(0, at, at + 512);
  const fileSystem = open(built.volume);
  assert.deepEqual(fileSystem.list("EFI/Microsoft/Boot"), []);
  assert.deepEqual(codesOf(fileSystem.problems), ["directory-cut"]);
});

test("a sector of zeros in a directory does not hide the entries behind it", () => {
  const names = Array.from({ length: 40 }, (_, index) => `file ${index}`);
  const built = fatVolume({ kind: "FAT32" }, new Map(names.map((name) => [`EFI/${name}`, Buffer.from(name)])));
  const at = entriesOf(built, "EFI");
  built.volume.fill(0, at + 512, at + 1024);
  const fileSystem = open(built.volume);
  // Two entries make a name, so eight names lie in each sector.
  assert.deepEqual(
    fileSystem.list("EFI").map(({ name }) => name),
    [...names.slice(0, 8), ...names.slice(16)],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["directory-cut"]);
});

test("a directory that contains itself is listed once", () => {
  const built = fatVolume({ kind: "FAT32" }, files);
  const { volume } = built;
  const at = entriesOf(built, "EFI/Microsoft");
  // The only entry in EFI/Microsoft, behind one long name entry, is Boot: it now starts where its parent does.
  volume.writeUInt16LE(cluster(built, "EFI/Microsoft"), at + 32 + 26);
  const fileSystem = open(volume);
  assert.ok([...fileSystem.walk()].some(({ path }) => path === "EFI/Microsoft/Boot"));
  assert.deepEqual(codesOf(fileSystem.problems), ["directory-loop"]);
});

test("a directory whose chain is a loop is listed once, not until the limit", () => {
  const many = new Map(Array.from({ length: 40 }, (_, index) => [`many/file ${index}`, pattern(1, index)]));
  const built = fatVolume({ kind: "FAT32" }, many);
  const last = cluster(built, "many") + 4;
  for (const copy of [built.fatOffset, built.fatOffset + built.fatSize])
    built.volume.writeUInt32LE(cluster(built, "many"), copy + last * 4);
  const fileSystem = open(built.volume);
  assert.deepEqual(
    fileSystem.list("many").map(({ path }) => path),
    [...many.keys()],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["directory-broken"]);
});

test("a name that would lead out of its directory is shown harmless, and told", () => {
  const built = fatVolume({ kind: "FAT32" }, new Map([["a/..\\up", pattern(3)]]));
  const fileSystem = open(built.volume);
  assert.deepEqual(
    fileSystem.list("a").map(({ path }) => path),
    ["a/..\ufffdup"],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["name-unsafe"]);
});

test("parts of a long name that are not the entry's own are left out: the short name is used", () => {
  const { volume, dataOffset, clusters } = fatVolume({ kind: "FAT32" }, new Map([["a long name", pattern(3)]]));
  // The root comes behind the only file's one cluster.
  const root = dataOffset + ((clusters.get("a long name") ?? 0) + 1 - 2) * 512;
  volume.writeUInt8(0x11, root + 13);
  const fileSystem = open(volume);
  assert.deepEqual(Object.keys(readFiles(fileSystem)), ["N1.EXT"]);
  assert.deepEqual(codesOf(fileSystem.problems), ["long-name-orphan"]);
});

test("a deleted file is shown on request with its long name, and read where its clusters are free", () => {
  const content = pattern(700);
  const built = fatVolume({ kind: "FAT32" }, new Map([["memtest and more.efi", content]]));
  const { volume, dataOffset, fatOffset, fatSize, clusters } = built;
  const root = dataOffset + ((clusters.get("memtest and more.efi") ?? 0) + 2 - 2) * 512;
  for (const entry of [0, 32, 64]) volume.writeUInt8(0xe5, root + entry);
  for (const table of [fatOffset, fatOffset + fatSize]) volume.fill(0, table + 8, table + 16);
  const fileSystem = open(volume);
  assert.deepEqual([...fileSystem.walk()], []);
  const [entry] = fileSystem.walk({ deleted: true });
  assert.ok(entry?.deleted);
  assert.equal(entry.path, "memtest and more.efi");
  assert.ok(fileSystem.readFile(entry, 0, 700).equals(content));
});

const name = fc.stringMatching(/^[A-Za-z0-9 _äß日-]{0,30}[A-Za-z0-9]$/);
const tree = fc.dictionary(
  fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
  fc.nat(3000),
  { maxKeys: 12 },
);

test("law: any tree of files reads back with its paths and contents", () => {
  fc.assert(
    fc.property(tree, fc.constantFrom<FatShape["kind"]>("FAT12", "FAT16", "FAT32"), (sizes, kind) => {
      const paths = Object.keys(sizes);
      fc.pre(paths.every((path) => !paths.some((other) => other.startsWith(`${path}/`))));
      const random = new Map(paths.map((path, index) => [path, pattern(sizes[path] ?? 0, index + 1)]));
      const fileSystem = open(fatVolume({ kind }, random).volume);
      assert.deepEqual(
        readFiles(fileSystem),
        Object.fromEntries([...random].map(([path, bytes]) => [path, bytes.toString("latin1")])),
      );
      assert.deepEqual(fileSystem.problems, []);
    }),
    { seed: 11, numRuns: 60 },
  );
});

function cluster(built: BuiltFat, path: string): number {
  const found = built.clusters.get(path);
  assert.ok(found);
  return found;
}

/** Changes what both FATs say of a file's first cluster. */
function setLink(built: BuiltFat, path: string, link: number): void {
  const at = built.fatOffset + cluster(built, path) * 4;
  built.volume.writeUInt32LE(link, at);
  built.volume.writeUInt32LE(link, at + built.fatSize);
}

/** Offset of a directory's first entry. */
function entriesOf(built: BuiltFat, path: string): number {
  return built.dataOffset + (cluster(built, path) - 2) * built.clusterSize;
}
