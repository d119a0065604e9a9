import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, type Encoding, encode } from "../../../server/src/files/text-encoding.ts";

const cases: readonly (readonly [why: string, bytes: readonly number[], text: string, encoding: Encoding])[] = [
  ["no mark is UTF-8", [0x61, 0xc3, 0xa4], "aä", "utf-8"],
  ["a UTF-8 mark is no part of the text", [0xef, 0xbb, 0xbf, 0x61], "a", "utf-8-bom"],
  ["UTF-16, little end first", [0xff, 0xfe, 0x61, 0, 0xe4, 0], "aä", "utf-16le"],
  ["UTF-16, big end first", [0xfe, 0xff, 0, 0x61, 0, 0xe4], "aä", "utf-16be"],
  ["nothing", [], "", "utf-8"],
];
for (const [why, bytes, text, encoding] of cases) {
  test(why, () => {
    assert.deepEqual(decode(Uint8Array.from(bytes)), { text, encoding, isLossless: true });
    assert.deepEqual([...encode(text, encoding)], bytes);
  });
}

const lossy: readonly (readonly [why: string, bytes: readonly number[]])[] = [
  ["a byte that is no UTF-8", [0x61, 0xff]],
  ["half a UTF-16 unit at the end", [0xff, 0xfe, 0x61, 0, 0x62]],
  ["half a UTF-16 unit, big end first", [0xfe, 0xff, 0, 0x61, 0]],
];
for (const [why, bytes] of lossy) {
  test(`cannot be written back: ${why}`, () => assert.equal(decode(Uint8Array.from(bytes)).isLossless, false));
}

test("U+FFFD that the file itself holds is no loss", () => {
  assert.equal(decode(Buffer.from("a\ufffdb")).isLossless, true);
});

test("law: any bytes give a text, and what is called lossless is written back byte for byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const { text, encoding, isLossless } = decode(bytes);
      assert.equal(encode(text, encoding).equals(bytes), isLossless);
    }),
    { seed: 7, numRuns: 500 },
  );
});
