import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import {
  type GoResult,
  parseBool,
  parseGuid,
  parseInt32,
  parseListUint32,
  parseListUint64,
  parseUint32,
  parseUint64,
} from "../../../../server/src/pods/annotations/go-values.ts";
import { quoteGo } from "../../../../server/src/pods/annotations/go-values-quote.ts";

function outcome<T>(result: GoResult<T>): T | string {
  return result.ok ? result.value : result.error.replace(/^.*: /, "");
}

describe("parseBool", () => {
  for (const text of ["1", "t", "T", "true", "TRUE", "True"]) {
    test(`${text} is true`, () => assert.deepEqual(parseBool(text), { ok: true, value: true }));
  }
  for (const text of ["0", "f", "F", "false", "FALSE", "False"]) {
    test(`${text} is false`, () => assert.deepEqual(parseBool(text), { ok: true, value: false }));
  }
  for (const text of ["", "yes", "on", "tRUE", " true", "true\n", "ｔｒｕｅ", "2"]) {
    test(`${JSON.stringify(text)} is no boolean`, () =>
      assert.deepEqual(parseBool(text), {
        ok: false,
        error: `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`,
      }));
  }
});

describe("integers", () => {
  const syntax = "invalid syntax";
  const range = "value out of range";
  const cases: readonly [text: string, int32: number | string, uint32: number | string, uint64: bigint | string][] = [
    ["0", 0, 0, 0n],
    ["007", 7, 7, 7n],
    ["+5", 5, syntax, syntax],
    ["-5", -5, syntax, syntax],
    ["-0", 0, syntax, syntax],
    ["2147483647", 2147483647, 2147483647, 2147483647n],
    ["2147483648", range, 2147483648, 2147483648n],
    ["-2147483648", -2147483648, syntax, syntax],
    ["-2147483649", range, syntax, syntax],
    ["4294967295", range, 4294967295, 4294967295n],
    ["4294967296", range, range, 4294967296n],
    ["18446744073709551615", range, range, 18446744073709551615n],
    ["18446744073709551616", range, range, range],
    // The first fault counts: here the overflow comes before the letter, below the letter comes first.
    ["99999999999999999999x", range, range, range],
    ["x99999999999999999999", syntax, syntax, syntax],
    ["", syntax, syntax, syntax],
    ["+", syntax, syntax, syntax],
    ["--5", syntax, syntax, syntax],
    ["0x10", syntax, syntax, syntax],
    ["1_000", syntax, syntax, syntax],
    ["1e3", syntax, syntax, syntax],
    [" 5", syntax, syntax, syntax],
    ["١٢٣", syntax, syntax, syntax],
  ];
  for (const [text, int32, uint32, uint64] of cases) {
    test(JSON.stringify(text), () => {
      assert.equal(outcome(parseInt32(text)), int32);
      assert.equal(outcome(parseUint32(text)), uint32);
      assert.equal(outcome(parseUint64(text)), uint64);
    });
  }

  test("error texts name Go's function and the whole text, sign included", () => {
    assert.deepEqual(parseInt32("-x"), { ok: false, error: 'strconv.ParseInt: parsing "-x": invalid syntax' });
    assert.deepEqual(parseUint32("-1"), { ok: false, error: 'strconv.ParseUint: parsing "-1": invalid syntax' });
  });

  test("every 32-bit and 64-bit number reads back", () => {
    fc.assert(fc.property(fc.integer(), (n) => outcome(parseInt32(String(n))) === n));
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 64n - 1n), (n) => outcome(parseUint64(String(n))) === n));
  });
});

describe("parseGuid", () => {
  test("is lower case whatever was written", () =>
    assert.deepEqual(parseGuid("12345678-1234-1234-1234-123456789ABC"), {
      ok: true,
      value: "12345678-1234-1234-1234-123456789abc",
    }));
  const refused = [
    "",
    "{12345678-1234-1234-1234-123456789abc}",
    "123456781234123412341234567890ab",
    "12345678_1234_1234_1234_123456789abc",
    "+2345678-1234-1234-1234-123456789abc",
    "12345678-1234-1234-1234-123456789abg",
    "12345678-1234-1234-1234-123456789abc\n",
  ];
  for (const text of refused) {
    test(`${JSON.stringify(text)} is refused`, () =>
      assert.deepEqual(parseGuid(text), { ok: false, error: `invalid GUID ${JSON.stringify(text)}` }));
  }
});

describe("lists", () => {
  test("nothing is trimmed", () => {
    assert.equal(outcome(parseListUint32("0, 1")), "invalid syntax");
    assert.equal(outcome(parseListUint32("1,")), "invalid syntax");
  });
  test("an empty text is no list", () => {
    assert.deepEqual(parseListUint32(""), { ok: true, value: [] });
  });
  test("items have the range of their type", () => {
    assert.deepEqual(parseListUint32("00,4294967295"), { ok: true, value: [0, 4294967295] });
    assert.equal(outcome(parseListUint32("4294967296")), "value out of range");
    assert.deepEqual(parseListUint64("4294967296"), { ok: true, value: [4294967296n] });
  });
});

describe("quoteGo", () => {
  const cases: readonly [text: string, quoted: string, why: string][] = [
    ["a b", '"a b"', "the ASCII space is printable"],
    ['\\"', '"\\\\\\""', "quote and backslash"],
    ["\u0007\b\f\n\r\t\v", '"\\a\\b\\f\\n\\r\\t\\v"', "short escapes"],
    ["\u0000\u007f", '"\\x00\\x7f"', "other ASCII controls"],
    ["é１−", '"é１−"', "printable beyond ASCII"],
    ["\u00a0\u200b\ufeff", '"\\u00a0\\u200b\\ufeff"', "other spaces and format characters are not printable"],
    ["😀", '"😀"', "a symbol beyond the BMP"],
    ["\u{e0001}", '"\\U000e0001"', "a format character beyond the BMP"],
    ["\ud800", '"\ufffd"', "a lone surrogate arrives as U+FFFD"],
  ];
  for (const [text, quoted, why] of cases) test(why, () => assert.equal(quoteGo(text), quoted));
});
