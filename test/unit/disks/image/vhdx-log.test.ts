import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { openImage } from "../../../../server/src/disks/image/open-image.ts";
import { pattern } from "../support/pattern.ts";
import { codesOf } from "../support/read-files.ts";
import { vhdx, vhdxPlaces } from "../support/vhdx-builder.ts";
import type { LogEntryFields } from "../support/vhdx-log-builder.ts";

const mib = 1024 * 1024;
const page = 4096;
const disk = pattern(mib);
/** The builder stores the only block at 5 MiB. */
const blockAt = 5 * mib;
const first = pattern(page, 21);
const second = pattern(page, 22);
/** An entry with one page is two sectors of the log long. */
const entryLength = 2 * page;

const write = (sequence: number, tail: number, fileOffset: number, bytes: Buffer | undefined): LogEntryFields => ({
  sequence,
  tail,
  writes: [{ fileOffset, page: bytes }],
});
const over = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(disk);
  bytes.copy(copy, at);
  return copy;
};

const cases: readonly (readonly [why: string, file: Buffer, expected: Buffer, codes: readonly string[]])[] = [
  [
    "a page of data",
    vhdx(disk, { log: [write(4, 0, blockAt + page, first)] }),
    over(first, page),
    ["vhdx-log-replayed"],
  ],
  [
    "a page of zeros",
    vhdx(disk, { log: [write(4, 0, blockAt, undefined)] }),
    over(Buffer.alloc(page), 0),
    ["vhdx-log-replayed"],
  ],
  [
    "the later entry wins",
    vhdx(disk, { log: [write(4, 0, blockAt, first), write(5, 0, blockAt, second)] }),
    over(second, 0),
    ["vhdx-log-replayed"],
  ],
  [
    "entries in front of the tail are done with",
    vhdx(disk, { log: [write(4, 0, blockAt, first), write(5, entryLength, blockAt + page, second)] }),
    over(second, page),
    ["vhdx-log-replayed"],
  ],
  [
    "the sequence with the highest number counts, an older one in the log does not",
    vhdx(disk, { log: [write(40, 0, blockAt, first), write(7, entryLength, blockAt, second)] }),
    over(first, 0),
    ["vhdx-log-replayed"],
  ],
];
for (const [why, file, expected, codes] of cases) {
  test(`replayed in memory: ${why}`, () => {
    const image = openImage(memorySource(file));
    assert.ok(image.source.read(0, mib).equals(expected));
    assert.deepEqual(codesOf(image.problems), codes);
  });
}

test("a block table that is only in the log is used", () => {
  const file = vhdx(disk);
  const table = Buffer.from(file.subarray(vhdxPlaces.bat, vhdxPlaces.bat + page));
  const dirty = vhdx(disk, { log: [write(4, 0, vhdxPlaces.bat, table)] });
  dirty.fill(0, vhdxPlaces.bat, vhdxPlaces.bat + page);
  assert.ok(openImage(memorySource(dirty)).source.read(0, mib).equals(disk));
});

test("a torn entry is no part of the log: the file is read as it stands, and that is told", () => {
  const file = vhdx(disk, { log: [write(4, 0, blockAt, first)] });
  file.fill(0, vhdxPlaces.log + page + 100, vhdxPlaces.log + page + 200);
  const image = openImage(memorySource(file));
  assert.deepEqual(codesOf(image.problems), ["vhdx-log-broken"]);
  assert.ok(image.source.read(0, mib).equals(disk));
});

test("a log that writes far behind the end of the file is damaged, and not replayed", () => {
  const image = openImage(memorySource(vhdx(disk, { log: [write(4, 0, 2 ** 50, first)] })));
  assert.deepEqual(codesOf(image.problems), ["vhdx-log-beyond-file"]);
  assert.ok(image.source.read(0, mib).equals(disk));
});
