import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeBase64 } from "../../../../server/src/pods/annotations/base64.ts";

/** Text and the byte that Go complains about; the position counts every byte, line breaks included. */
const faults: readonly (readonly [string, number])[] = [
  [" ", 0], // a blank policy counts as confidential and then fails here
  ["!!!!", 0],
  ["x===", 1],
  ["x", 0],
  ["AA", 0], // Go points at the beginning of the group that breaks off
  ["AAA", 0],
  ["AAAAA", 4],
  ["AAAAAA", 4],
  ["A=", 1],
  ["A==", 1],
  ["AA=", 3], // the second padding character is missing
  ["AA=A", 2],
  ["AA==A", 4],
  ["AAA=A", 4],
  ["AAA==", 4],
  ["AAA=AAAA", 4],
  ["AAAA=", 4],
  ["=", 0],
  ["A!\n", 1],
  ["A\n\n\n!", 4],
  ["AAAA\n A", 5],
  ["AAA-", 3], // the URL alphabet is another one
  ["AAA_", 3],
  ["AAé=", 2],
  ["AAAA\n\nAA", 6],
];

test("a fault is found where Go finds it", () => {
  for (const [text, at] of faults) {
    const error = `illegal base64 data at input byte ${at}`;
    assert.deepEqual(decodeBase64(text), { ok: false, error }, JSON.stringify(text));
  }
});

test("line breaks count for nothing", () => {
  for (const text of ["cGF\nja2FnZQ==", "cGFja2FnZQ=\r\n=", "cGFja2FnZQ==\n", "\ncGFja2FnZQ=="]) {
    const decoded = decodeBase64(text);
    assert.ok(decoded.ok);
    assert.equal(new TextDecoder().decode(decoded.value), "package");
  }
  assert.deepEqual(decodeBase64("\n\r\n"), { ok: true, value: new Uint8Array(0) });
});

test("bits that no byte needs are not checked", () => {
  assert.deepEqual(decodeBase64("AB=="), { ok: true, value: new Uint8Array([0]) });
});

test("what is encoded is decoded again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      assert.deepEqual(decodeBase64(Buffer.from(bytes).toString("base64")), { ok: true, value: bytes });
    }),
  );
});
