import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cborAsText } from "../../../../../server/src/disks/formats/cbor/cbor-text.ts";
import { decodeCbor } from "../../../../../server/src/disks/formats/cbor/decode-cbor.ts";
import { DiskError } from "../../../../../server/src/disks/problem.ts";

test("values of RFC 8949, appendix A", () => {
  for (const [hex, text] of [
    ["00", "0"],
    ["1864", "100"],
    ["1b000000e8d4a51000", "1000000000000"],
    ["1bffffffffffffffff", "18446744073709551615"],
    ["3bffffffffffffffff", "-18446744073709551616"],
    ["3903e7", "-1000"],
    ["f90000", "0"],
    ["f93c00", "1"],
    ["f97bff", "65504"],
    ["f90001", "5.960464477539063e-8"],
    ["f9c400", "-4"],
    ["f97c00", "Infinity"],
    ["f97e00", "NaN"],
    ["fa47c35000", "100000"],
    ["fb3ff199999999999a", "1.1"],
    ["f4", "false"],
    ["f6", "null"],
    ["f7", "undefined"],
    ["c11a514b67b0", "2013-03-21T20:04:00Z"],
    ["4401020304", "h'01020304'"],
    ["6449455446", "IETF"],
    ["62c3bc", "ü"],
    ["8301820203820405", "[1, [2, 3], [4, 5]]"],
    ["a26161016162820203", "{a: 1, b: [2, 3]}"],
  ] as const) {
    assert.equal(cborAsText(decodeCbor(Buffer.from(hex, "hex"))), text, hex);
  }
});

test("what go-cose refuses is refused, with the place", () => {
  for (const [hex, offset, reason] of [
    ["", 0, /the end comes too early/],
    ["19", 0, /the end comes too early/],
    ["0000", 1, /1 bytes follow/],
    ["5f", 0, /indefinite lengths/],
    ["1c", 0, /reserved/],
    ["f8ff", 0, /simple value 255/],
    ["5affffffff", 5, /4294967295 bytes are announced, 0 are left/],
    ["9bffffffffffffffff", 9, /items are announced/],
    ["a3010203", 1, /3 items are announced, 3 bytes are left/],
    ["a201020102", 3, /same key twice/],
    ["a1f400", 1, /neither an integer nor a text/],
    ["61ff", 1, /not valid UTF-8/],
    ["81".repeat(40), 33, /nested deeper than 32/],
  ] as const) {
    assert.throws(
      () => decodeCbor(Buffer.from(hex, "hex"), 1000),
      (error) => error instanceof DiskError && reason.test(error.message) && error.offset === 1000 + offset,
      hex,
    );
  }
});

test("any bytes are decoded or refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        cborAsText(decodeCbor(Buffer.from(bytes)));
      } catch (error) {
        assert.ok(error instanceof DiskError);
      }
    }),
    { seed: 8949, numRuns: 2000 },
  );
});
