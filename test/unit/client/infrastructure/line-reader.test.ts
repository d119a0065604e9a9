import assert from "node:assert/strict";
import { test } from "node:test";
import { LineReader } from "../../../../client/src/infrastructure/line-reader.ts";

test("lines come whole, also where a character was cut in two", () => {
  const reader = new LineReader(10);
  const bytes = Buffer.from("a\nzw\u00f6lf\n");
  assert.deepEqual(reader.push(bytes.subarray(0, 5)), ["a"]);
  assert.deepEqual(reader.push(bytes.subarray(5)), ["zw\u00f6lf"]);
});

test("a line that does not end fills no memory", () => {
  const reader = new LineReader(10);
  assert.deepEqual(reader.push(Buffer.from("abc\nde")), ["abc"]);
  assert.equal(reader.push(Buffer.from("fghijklmnop")), undefined);
});

test("a line that is too long is refused also where its end came with it", () => {
  assert.equal(new LineReader(10).push(Buffer.from("01234567890\nde\n")), undefined);
});
