import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import type { FileSystem } from "../../../../server/src/disks/filesystems/file-system.ts";
import { openFileSystem } from "../../../../server/src/disks/filesystems/open-file-system.ts";
import { type NtfsFile, ntfsVolume } from "../support/ntfs-builder.ts";
import { pattern } from "../support/pattern.ts";
import { readFiles } from "../support/read-files.ts";

const open = (volume: Buffer): FileSystem => {
  const fileSystem = openFileSystem(memorySource(volume), 0);
  assert.ok(fileSystem);
  return fileSystem;
};
const fragmented = pattern(20_000, 2);
const extended = pattern(9000, 3);
const files: ReadonlyMap<string, NtfsFile> = new Map<string, NtfsFile>([
  ["resident.txt", { content: { kind: "resident", bytes: Buffer.from("few bytes") }, links: ["Windows/second name"] }],
  ["Windows/Logs/fragmented.log", { content: { kind: "runs", bytes: fragmented, pieces: 2 } }],
  ["Windows/extended.bin", { content: { kind: "extended", bytes: extended, pieces: 3 } }],
  ["sparse.bin", { content: { kind: "sparse", size: 50_000 } }],
  ["half written", { content: { kind: "runs", bytes: pattern(5000, 4), initialized: 1000 } }],
  [
    "streams.txt",
    {
      content: { kind: "resident", bytes: Buffer.alloc(0) },
      streams: { "Zone.Identifier": Buffer.from("[ZoneTransfer]") },
    },
  ],
]);
const expected = {
  "resident.txt": "few bytes",
  "Windows/second name": "few bytes",
  "Windows/Logs/fragmented.log": fragmented.toString("latin1"),
  "Windows/extended.bin": extended.toString("latin1"),
  "sparse.bin": "\0".repeat(50_000),
  "half written": pattern(5000, 4).toString("latin1", 0, 1000) + "\0".repeat(4000),
  "streams.txt": "",
  "streams.txt:Zone.Identifier": "[ZoneTransfer]",
};

for (const clusterSize of [512, 1024, 4096, 65_536]) {
  // 256 sectors a cluster do not fit into the boot sector's byte: it holds a negative power of two.
  test(`clusters of ${clusterSize} bytes: resident, in pieces, extended, sparse, half written, streams, hard links`, () => {
    const fileSystem = open(ntfsVolume(files, clusterSize).volume);
    assert.deepEqual(readFiles(fileSystem), expected);
    assert.deepEqual(
      [fileSystem.label, fileSystem.serial, fileSystem.clusterSize],
      ["TEST", "1122334455667788", clusterSize],
    );
    assert.deepEqual(fileSystem.problems, []);
  });
}

test("one directory is listed by its index, with the same entries as a walk finds", () => {
  const fileSystem = open(ntfsVolume(files).volume);
  const walked = [...fileSystem.walk()].filter(
    ({ path }) => path.startsWith("Windows/") && path.split("/").length === 2,
  );
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  assert.deepEqual([...fileSystem.list("windows")].sort(byPath), walked.sort(byPath));
  assert.equal(fileSystem.find("WINDOWS/logs/FRAGMENTED.log")?.size, fragmented.length);
  assert.equal(fileSystem.find("streams.txt:zone.identifier")?.kind, "stream");
});

/** A unit of 16 clusters that holds one LZNT1 chunk: "abc", then a phrase that repeats the last three bytes. */
function compressedUnit(): { stored: Buffer; plain: string } {
  const repeats = 4093;
  const stored = Buffer.from([
    0x05,
    0xb0,
    0x08,
    0x61,
    0x62,
    0x63,
    (repeats - 3) & 0xff,
    0x20 | ((repeats - 3) >>> 8),
    0,
    0,
  ]);
  return { stored, plain: "abc".repeat(1366).slice(0, 4096) };
}

test("compressed: a stored unit, one of zeros, one that did not shrink", () => {
  const { stored, plain } = compressedUnit();
  const raw = pattern(16 * 1024, 9);
  const content = { kind: "compressed", units: [stored, Buffer.alloc(0), raw], size: 48 * 1024 } as const;
  const fileSystem = open(ntfsVolume(new Map([["log", { content }]])).volume);
  const unit = 16 * 1024;
  assert.deepEqual(readFiles(fileSystem), { log: plain + "\0".repeat(2 * unit - 4096) + raw.toString("latin1") });
});

function junction(target: string): Buffer {
  const name = Buffer.from(target, "utf16le");
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0xa0000003, 0);
  bytes.writeUInt16LE(name.length, 10);
  return Buffer.concat([bytes, name]);
}
function systemCompressed(): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt32LE(0x80000017, 0);
  return bytes;
}

test("links tell where they lead and are not followed; content in another form is refused, not given as zeros", () => {
  const volume = ntfsVolume(
    new Map<string, NtfsFile>([
      ["link", { content: { kind: "resident", bytes: Buffer.alloc(0) }, reparse: junction("C:\\target") }],
      ["wof.exe", { content: { kind: "sparse", size: 4096 }, reparse: systemCompressed() }],
    ]),
  ).volume;
  const fileSystem = open(volume);
  const [link, wof] = fileSystem.walk();
  assert.deepEqual([link?.kind, link?.target, wof?.kind], ["link", "C:\\target", "reparse"]);
  assert.ok(wof);
  assert.throws(() => fileSystem.readFile(wof, 0, 10), { code: "content-elsewhere" });
});

test("a deleted file is shown on request with its old place; without a bitmap that says so, its clusters do not count as free", () => {
  const built = ntfsVolume(
    new Map<string, NtfsFile>([
      ["a/gone", { content: { kind: "resident", bytes: Buffer.from("still here") } }],
      ["a/lost", { content: { kind: "runs", bytes: pattern(3000) } }],
    ]),
  );
  for (const path of ["a/gone", "a/lost"]) {
    const record = built.records.get(path) ?? 0;
    built.volume.writeUInt16LE(0, built.recordAt(record) + 22);
    // The table's bitmap is the last attribute of record 0; behind it only the end mark.
    const bitmap = built.volume.indexOf(Buffer.from([0xb0, 0, 0, 0]), built.recordAt(0)) + 24;
    const byte = bitmap + (record >>> 3);
    built.volume[byte] = (built.volume[byte] ?? 0) & ~(1 << (record & 7));
  }
  const fileSystem = open(built.volume);
  assert.deepEqual(
    [...fileSystem.walk()].map(({ path }) => path),
    ["a"],
  );
  const [, gone, lost] = fileSystem.walk({ deleted: true });
  assert.ok(gone && lost);
  assert.deepEqual([gone.path, gone.deleted, lost.path, lost.deleted], ["a/gone", true, "a/lost", true]);
  assert.equal(fileSystem.readFile(gone, 0, 100).toString(), "still here");
  assert.throws(() => fileSystem.readFile(lost, 0, 100), { code: "deleted-overwritten" });
});
