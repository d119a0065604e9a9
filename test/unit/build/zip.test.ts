import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { crc32, readZip, writeZip } from "../../tools/zip.mjs";

/** A deflated file of an archive. */
const entryOf = (name: string, content: Uint8Array) => ({
  name,
  method: 8,
  crc: crc32(content),
  size: content.length,
  data: deflateRawSync(content),
});

test("an archive gives back what was written, in order", () => {
  const files = fc.array(fc.tuple(fc.string({ unit: "grapheme", minLength: 1 }), fc.uint8Array()), { maxLength: 8 });
  fc.assert(
    fc.property(files, (contents) => {
      const entries = contents.map(([name, content]) => entryOf(name, content));
      assert.deepEqual(readZip(writeZip(entries)), entries);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test("the checksum is that of the format", () => {
  assert.equal(crc32(Buffer.from("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("an archive says nothing of the day on which it was written", () => {
  const archive = Buffer.from(writeZip([entryOf("a", Buffer.from("b"))]));
  assert.deepEqual([archive.readUInt16LE(10), archive.readUInt16LE(12)], [0, 0x0021], "1980-01-01, 00:00");
});

test("what is no archive is refused", () => {
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(100)]) assert.throws(() => readZip(bytes), /not a zip archive/);
});
