import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ByteSource, memorySource, readInto, sliceSource } from "../../../server/src/disks/byte-source.ts";
import { cachedSource } from "../../../server/src/disks/cached-source.ts";
import { extentSource } from "../../../server/src/disks/extent-source.ts";
import { DiskError } from "../../../server/src/disks/problem.ts";
import { pattern } from "./support/pattern.ts";

const bytes = pattern(100_000);
/** The same in pieces of 1,000 bytes, the last one first. */
const reversed = Buffer.concat(
  Array.from({ length: bytes.length / 1000 }, (_, index) =>
    bytes.subarray(bytes.length - (index + 1) * 1000, bytes.length - index * 1000),
  ),
);
const sources: readonly (readonly [why: string, source: ByteSource])[] = [
  ["memory", memorySource(bytes)],
  [
    "a slice of a larger one",
    sliceSource(memorySource(Buffer.concat([pattern(777, 5), bytes, pattern(99, 6)])), 777, bytes.length),
  ],
  ["a cache", cachedSource(memorySource(bytes))],
  [
    "extents of 1,000 bytes in reverse order",
    extentSource(bytes.length, (offset) => {
      const within = offset % 1000;
      return { length: 1000 - within, base: memorySource(reversed), at: bytes.length - 1000 - offset + 2 * within };
    }),
  ],
];

for (const [why, source] of sources) {
  test(`law: any range reads as the bytes there: ${why}`, () => {
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(40_000), (offset, length) => {
        const wanted = Math.min(length, bytes.length - offset);
        const expected = bytes.subarray(offset, offset + wanted);
        assert.ok(source.read(offset, wanted).equals(expected));
        const target = Buffer.alloc(wanted, 0xee);
        readInto(source, offset, target);
        assert.ok(target.equals(expected));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
  for (const [offset, length] of [
    [bytes.length, 1],
    [-1, 1],
    [0, bytes.length + 1],
    [0, -1],
  ] as const) {
    test(`${why}: ${length} bytes at ${offset} are beyond the end`, () => {
      assert.throws(
        () => source.read(offset, length),
        (error) => error instanceof DiskError && error.code === "read-beyond-end",
      );
    });
  }
}

test("an error of a slice counts from the start of its base, where the reader looks for it", () => {
  const slice = sliceSource(memorySource(bytes), 1000, 10);
  assert.throws(
    () => slice.read(4, 20),
    (error) => error instanceof DiskError && error.offset === 1004,
  );
});
