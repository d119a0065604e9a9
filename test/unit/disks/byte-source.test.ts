import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type ByteSource, memorySource, sliceSource } from "../../../server/src/disks/byte-source.ts";
import { cachedSource } from "../../../server/src/disks/cached-source.ts";
import { DiskError } from "../../../server/src/disks/problem.ts";
import { pattern } from "./support/pattern.ts";

const bytes = pattern(100_000);
const sources: readonly (readonly [why: string, source: ByteSource])[] = [
  ["memory", memorySource(bytes)],
  [
    "a slice of a larger one",
    sliceSource(memorySource(Buffer.concat([pattern(777, 5), bytes, pattern(99, 6)])), 777, bytes.length),
  ],
  ["a cache", cachedSource(memorySource(bytes))],
];

for (const [why, source] of sources) {
  test(`law: any range reads as the bytes there: ${why}`, () => {
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.nat(40_000), (offset, length) => {
        const wanted = Math.min(length, bytes.length - offset);
        assert.ok(source.read(offset, wanted).equals(bytes.subarray(offset, offset + wanted)));
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
