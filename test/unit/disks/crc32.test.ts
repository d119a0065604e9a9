import assert from "node:assert/strict";
import { test } from "node:test";
import { checksumWithout, crc32, crc32c } from "../../../server/src/disks/crc32.ts";

// The check values that catalogues of CRCs give for these nine bytes.
const check = Buffer.from("123456789");

test("CRC-32 of IEEE 802.3", () => assert.equal(crc32(check), 0xcbf43926));
test("CRC-32C", () => assert.equal(crc32c(check), 0xe3069283));
test("of nothing it is 0", () => assert.equal(crc32(Buffer.alloc(0)), 0));

test("a structure's own checksum field counts as zero, and stays as it is", () => {
  const bytes = Buffer.from("abcdXXXXefgh");
  assert.equal(checksumWithout(crc32, bytes, 4), crc32(Buffer.from("abcd\0\0\0\0efgh")));
  assert.equal(bytes.toString(), "abcdXXXXefgh");
});
