import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { FileSystem } from "../../../../server/src/disks/filesystems/file-system.ts";
import { openFileSystem } from "../../../../server/src/disks/filesystems/open-file-system.ts";
import { type BuiltNtfs, type NtfsFile, ntfsVolume } from "../support/ntfs-builder.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf } from "../support/read-files.ts";

const files: ReadonlyMap<string, NtfsFile> = new Map<string, NtfsFile>([
  ["a/one", { content: { kind: "runs", bytes: pattern(3000) } }],
  ["a/two", { content: { kind: "resident", bytes: Buffer.from("2") } }],
  ["b/three", { content: { kind: "resident", bytes: Buffer.from("3") } }],
  ["b/four", { content: { kind: "runs", bytes: pattern(3000, 4) } }],
]);
const all = ["a", "a/one", "a/two", "b", "b/three", "b/four"];

const open = (volume: Buffer): FileSystem => {
  const fileSystem = openFileSystem(memorySource(volume), 0);
  assert.ok(fileSystem);
  return fileSystem;
};
const recordOf = (built: BuiltNtfs, path: string): number => built.recordAt(built.records.get(path) ?? 0);
const pageOf = (built: BuiltNtfs, path: string): number => built.pages.get(built.records.get(path) ?? 0) ?? 0;
/** Where the mapping pairs of a record's unnamed data start: the type of the attribute is found by its bytes. */
const runsOf = (built: BuiltNtfs, path: string): number =>
  built.volume.indexOf(Buffer.from([0x80, 0, 0, 0]), recordOf(built, path)) + 64;

/** The record of `a`, and the index of the root. */
function loseDirectory(built: BuiltNtfs): void {
  built.volume.write("BAAD", recordOf(built, "a"), "latin1");
  built.volume.write("BAAD", built.pages.get(5) ?? 0, "latin1");
}

/** The name is a record's first attribute; its first field is the directory. */
function intoItself(built: BuiltNtfs): void {
  built.volume.writeUIntLE(built.records.get("a") ?? 0, recordOf(built, "a") + 56 + 24, 6);
}

const damages: readonly {
  readonly why: string;
  readonly damage: (built: BuiltNtfs) => void;
  readonly listed: readonly string[];
  readonly codes: readonly string[];
}[] = [
  {
    why: "boot sector: the backup in the last sector is used",
    damage: ({ volume }) => void volume.fill(0, 0, 512),
    listed: all,
    codes: ["boot-sector-damaged"],
  },
  {
    why: "the first record of the file table: its mirror is used",
    damage: (built) => void built.volume.fill(0, built.recordAt(0), built.recordAt(1)),
    listed: all,
    codes: ["mft-mirror-used"],
  },
  {
    why: "the runs of the file table: what lies behind its start is looked at",
    damage: (built) => {
      for (const copy of [built.recordAt(0), built.recordAt(64)]) {
        const data = built.volume.indexOf(Buffer.from([0x80, 0, 0, 0]), copy);
        built.volume.writeIntLE(0x7fffff, data + 64 + 3, 3);
      }
    },
    listed: all,
    codes: ["run-beyond-volume"],
  },
  {
    why: "the first record and its mirror: the records behind them are looked at",
    damage: ({ volume, recordAt }) => {
      for (const copy of [0, 64]) volume.fill(0, recordAt(copy), recordAt(copy + 1));
    },
    listed: all,
    codes: ["ntfs-signature", "mft-mirror-damaged", "index-incomplete"],
  },
  {
    why: "the file table's size: the records that are mapped are listed",
    damage: (built) => {
      for (const copy of [built.recordAt(0), built.recordAt(64)]) {
        const data = built.volume.indexOf(Buffer.from([0x80, 0, 0, 0]), copy);
        for (const size of [40, 48, 56]) built.volume.writeUIntLE(2 ** 40, data + size, 6);
      }
    },
    listed: all,
    codes: ["runs-too-short"],
  },
  {
    why: "the file table's bitmap: the records are believed",
    damage: (built) => {
      for (const copy of [built.recordAt(0), built.recordAt(64)]) {
        const bitmap = built.volume.indexOf(Buffer.from([0xb0, 0, 0, 0]), copy);
        built.volume.writeUInt8(0, bitmap + 24 + 3);
      }
    },
    listed: all,
    codes: ["mft-bitmap-differs"],
  },
  {
    why: "a file's record was not written in one piece: its directory still names it",
    damage: (built) => void built.volume.writeUInt16LE(0x9999, recordOf(built, "a/two") + 510),
    listed: all,
    codes: ["ntfs-fixup", "record-damaged"],
  },
  {
    why: "a file's name in its record: its directory still names it",
    damage: (built) => void built.volume.writeUInt8(255, recordOf(built, "a/two") + 56 + 24 + 64),
    listed: all,
    codes: ["record-damaged"],
  },
  {
    why: "a record's bytes in use: more than it has",
    damage: (built) => void built.volume.writeUInt32LE(0xffffff, recordOf(built, "a/two") + 24),
    listed: all,
    codes: ["record-size"],
  },
  {
    why: "more initialized bytes than there are",
    damage: (built) => void built.volume.writeUIntLE(2 ** 40, runsOf(built, "a/one") - 64 + 56, 6),
    listed: all,
    codes: ["initialized-size"],
  },
  {
    why: "an attribute without length",
    damage: (built) => void built.volume.writeUInt32LE(0, recordOf(built, "a/two") + 56 + 4),
    listed: all,
    codes: ["attribute-damaged", "record-damaged"],
  },
  {
    why: "attributes that begin behind their record",
    damage: (built) => void built.volume.writeUInt16LE(0xfff0, recordOf(built, "a/two") + 20),
    listed: all,
    codes: ["attribute-damaged", "record-damaged"],
  },
  {
    why: "a directory's record: its own directory still names it",
    damage: (built) => void built.volume.write("BAAD", recordOf(built, "a"), "latin1"),
    listed: all,
    codes: ["ntfs-signature", "record-damaged"],
  },
  {
    why: "a directory's record and the index that names it: what it holds is listed by the record's number",
    damage: loseDirectory,
    listed: ["b", "b/three", "b/four", "$Orphans/24/one", "$Orphans/24/two"],
    codes: ["ntfs-signature", "orphan"],
  },
  {
    why: "a run beyond the volume: the file is listed and flagged",
    damage: (built) => void built.volume.writeIntLE(0x10000, runsOf(built, "a/one") + 3, 3),
    listed: all,
    codes: ["run-beyond-volume"],
  },
  {
    why: "a run longer than its attribute says",
    damage: (built) => void built.volume.writeUInt16LE(77, runsOf(built, "a/one") + 1),
    listed: all,
    codes: ["runs-length"],
  },
  {
    why: "a directory in itself: the directory that it was in still names it",
    damage: intoItself,
    listed: all,
    codes: ["name-lost", "index-incomplete"],
  },
  {
    why: "a directory in itself that no other one names: it is listed once, apart",
    damage: (built) => {
      intoItself(built);
      built.volume.write("BAAD", built.pages.get(5) ?? 0, "latin1");
    },
    listed: ["b", "b/three", "b/four", "$Orphans/24/a", "$Orphans/24/a/one", "$Orphans/24/a/two"],
    codes: ["ntfs-signature", "index-incomplete", "orphan"],
  },
  {
    why: "the backup of the boot sector",
    damage: ({ volume }) => void volume.fill(0, volume.length - 512),
    listed: all,
    codes: ["boot-sector-backup-damaged"],
  },
  {
    why: "a field of that backup",
    damage: ({ volume }) => void volume.writeUInt8(4, volume.length - 512 + 48),
    listed: all,
    codes: ["boot-sector-copies-differ"],
  },
  {
    why: "the mirror of the first records",
    damage: ({ volume, recordAt }) => void volume.fill(0, recordAt(64), recordAt(65)),
    listed: all,
    codes: ["mft-mirror-damaged"],
  },
  {
    why: "a mirror that says something else",
    damage: ({ volume, recordAt }) => void volume.writeUInt8(0x41, recordAt(67) + 56 + 24),
    listed: all,
    codes: ["mft-mirror-differs"],
  },
  {
    why: "an index page",
    damage: (built) => void built.volume.write("BAAD", pageOf(built, "a"), "latin1"),
    listed: all,
    codes: ["ntfs-signature"],
  },
  {
    why: "an index that ends too early: names are missing in it",
    damage: (built) => void built.volume.writeUInt16LE(2, pageOf(built, "a") + 24 + 40 + 12),
    listed: all,
    codes: ["index-incomplete"],
  },
  {
    why: "clusters that two files have",
    damage: (built) => {
      const run = built.volume.readIntLE(runsOf(built, "a/one") + 3, 3);
      built.volume.writeIntLE(run, runsOf(built, "b/four") + 3, 3);
    },
    listed: all,
    codes: ["clusters-shared"],
  },
];
for (const { why, damage, listed, codes } of damages) {
  test(`damaged: ${why}`, () => {
    const built = ntfsVolume(files);
    damage(built);
    const fileSystem = open(built.volume);
    assert.deepEqual([...fileSystem.walk()].map(({ path }) => path).sort(), [...listed].sort());
    assert.deepEqual(codesOf(fileSystem.problems), codes);
  });
}

test("a partition that is cut off: files that lie behind its end are named", () => {
  const built = ntfsVolume(files);
  const at = (built.volume.readIntLE(runsOf(built, "a/one") + 3, 3) + 1) * built.clusterSize;
  const fileSystem = open(built.volume.subarray(0, at));
  assert.equal([...fileSystem.walk()].length, all.length);
  assert.deepEqual(codesOf(fileSystem.problems), ["volume-beyond-partition", "content-beyond-end"]);
});

test("what is listed without its directory is found by that path, and read", () => {
  const built = ntfsVolume(files);
  loseDirectory(built);
  const fileSystem = open(built.volume);
  const entry = fileSystem.find("$Orphans/24/two");
  assert.ok(entry);
  assert.equal(fileSystem.readFile(entry, 0, 10).toString(), "2");
});

test("content behind the end of a cut-off partition is an error, not zeros", () => {
  const built = ntfsVolume(files);
  const at = (built.volume.readIntLE(runsOf(built, "a/one") + 3, 3) + 1) * built.clusterSize;
  const fileSystem = open(built.volume.subarray(0, at));
  const entry = [...fileSystem.walk()].find(({ path }) => path === "a/one");
  assert.ok(entry);
  assert.ok(fileSystem.readFile(entry, 0, built.clusterSize).equals(pattern(3000).subarray(0, built.clusterSize)));
  assert.throws(() => fileSystem.readFile(entry, 0, 3000), { code: "content-beyond-end" });
});

test("a damaged index page: the directory is listed by the file table instead", () => {
  const built = ntfsVolume(files);
  built.volume.fill(0, pageOf(built, "a"), pageOf(built, "a") + 100);
  const fileSystem = open(built.volume);
  assert.deepEqual(
    fileSystem.list("a").map(({ name }) => name),
    ["one", "two"],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["ntfs-signature"]);
});

test("a damaged file record: the index still gives the name and says that the record is damaged", () => {
  const built = ntfsVolume(files);
  built.volume.fill(0, recordOf(built, "a/two"), recordOf(built, "a/two") + 100);
  const fileSystem = open(built.volume);
  assert.deepEqual(
    fileSystem.list("a").map(({ name }) => name),
    ["one", "two"],
  );
  assert.deepEqual(codesOf(fileSystem.problems), ["ntfs-signature"]);
});
