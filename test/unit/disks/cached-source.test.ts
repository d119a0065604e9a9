import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { memorySource } from "../../../server/src/disks/byte-source.ts";
import { cachedSource } from "../../../server/src/disks/cached-source.ts";
import { pattern } from "./support/pattern.ts";

/** Twice what is kept, with a last page that is not full. */
const bytes = pattern(16 * 1024 * 1024 + 777);
const read = fc
  .tuple(fc.nat(bytes.length - 1), fc.nat(40_000))
  .map(([offset, length]) => ({ offset, length: Math.min(length, bytes.length - offset) }));

test("law: what is read is what the base has, whatever was read before and in between", () => {
  const source = cachedSource(memorySource(bytes));
  fc.assert(
    fc.property(fc.array(read, { minLength: 1, maxLength: 40 }), (reads) => {
      const results = reads.map(({ offset, length }) => source.read(offset, length));
      for (const [index, { offset, length }] of reads.entries()) {
        assert.ok(results[index]?.equals(bytes.subarray(offset, offset + length)));
      }
    }),
    { seed: 5, numRuns: 60 },
  );
});

test("pages that were dropped for others do not change what was read of them", () => {
  const source = cachedSource(memorySource(bytes));
  const first = source.read(100, 50);
  for (let offset = 0; offset + 16 < bytes.length; offset += 16 * 1024) source.read(offset, 16);
  assert.ok(first.equals(bytes.subarray(100, 150)));
  assert.ok(source.read(bytes.length - 5, 5).equals(bytes.subarray(-5)));
});

test("small reads that lie together ask the base once", () => {
  let asked = 0;
  const base = memorySource(bytes);
  const counted = {
    size: base.size,
    read: (offset: number, length: number) => {
      asked++;
      return base.read(offset, length);
    },
  };
  const source = cachedSource(counted);
  for (let offset = 0; offset < 16 * 1024; offset += 16) source.read(offset, 16);
  assert.equal(asked, 1);
});
