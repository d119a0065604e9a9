import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { diffDisks } from "../../../../server/src/disks/diff/diff-disks.ts";
import { type OpenedDisk, openDisk } from "../../../../server/src/disks/open-disk.ts";
import { type BuiltNtfs, type NtfsFile, ntfsVolume } from "../support/ntfs-builder.ts";
import { pattern } from "../support/pattern.ts";

const resident = (text: string): NtfsFile => ({ content: { kind: "resident", bytes: Buffer.from(text) } });
const runs = (seed: number): NtfsFile => ({ content: { kind: "runs", bytes: pattern(3000, seed) } });
const pristine = ntfsVolume(
  new Map([
    ["logs/small", resident("as it was")],
    ["logs/large", runs(1)],
    ["same", runs(2)],
  ]),
);
const open = (volume: Buffer): OpenedDisk => openDisk(memorySource(volume));
const inRecord = (built: BuiltNtfs, path: string, text: string): number =>
  built.volume.indexOf(text, built.recordAt(built.records.get(path) ?? 0));

const changes: readonly {
  readonly why: string;
  readonly change: (volume: Buffer) => void;
  readonly modified: readonly string[];
}[] = [
  {
    why: "a content in its file record",
    change: (volume) => void volume.write("as it is!", inRecord(pristine, "logs/small", "as it was")),
    modified: ["logs/small"],
  },
  {
    why: "a content in clusters",
    change: (volume) => void volume.write("new", volume.indexOf(pattern(3000, 1)) + 2000),
    modified: ["logs/large"],
  },
  {
    why: "a record whose content stays the same",
    change: (volume) => void volume.writeUInt16LE(77, pristine.recordAt(pristine.records.get("same") ?? 0) + 18),
    modified: [],
  },
];
for (const { why, change, modified } of changes) {
  test(`NTFS: what changed is ${why}`, () => {
    const after = Buffer.from(pristine.volume);
    change(after);
    const diff = diffDisks(open(pristine.volume), open(after));
    assert.equal(diff.sectors.changedSectors, 1);
    const [files] = diff.files;
    assert.deepEqual(
      [files?.added, files?.removed, files?.modified].map((paths) => [...(paths ?? [])]),
      [[], [], modified],
    );
    assert.deepEqual(files?.problems, []);
  });
}

test("NTFS: a file whose record and clusters are as they were is known to be the same", (t) => {
  const after = Buffer.from(pristine.volume);
  after.write("new", after.indexOf(pattern(3000, 1)) + 2000);
  const disks = [open(pristine.volume), open(after)] as const;
  const spies = disks.map(({ partitions }) => {
    const { fileSystem } = partitions[0] ?? {};
    assert.ok(fileSystem);
    return t.mock.method(fileSystem, "placesOf");
  });
  const [files] = diffDisks(...disks).files;
  assert.deepEqual([...(files?.modified ?? [])], ["logs/large"]);
  const asked = spies.flatMap(({ mock }) => mock.calls.map((call) => call.arguments[0].path));
  assert.deepEqual(new Set(asked), new Set(["logs/large"]), "the records of the others were read once, by the walk");
});
