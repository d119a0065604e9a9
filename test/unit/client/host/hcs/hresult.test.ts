import assert from "node:assert/strict";
import { test } from "node:test";
import {
  canonicalHresult,
  decodeHresult,
  formatHresult,
  hresultOfWin32,
  hresults,
  isFailure,
  isHresult,
  nameHresult,
} from "../../../../../client/src/host/hcs/hresult.ts";
import { hresultFacts } from "../../../../../client/src/host/hcs/hresult-table.ts";

test("every fact is one canonical failure with something to do about it", () => {
  const codes = hresultFacts.map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  for (const { code, name, meaning, advice } of hresultFacts) {
    assert.ok(isFailure(code), name);
    assert.equal(canonicalHresult(code), code, name);
    assert.match(meaning, /^[A-Z].*\.$/, name);
    assert.match(advice, /\.$/, name);
  }
});

const named: readonly [number, string][] = [
  [-2143878898, "0x8037010E (HCS_E_SYSTEM_NOT_FOUND)"],
  // The guest and the first HCS interface write the same error with another facility.
  [0xc037010e, "0xC037010E (HCS_E_SYSTEM_NOT_FOUND)"],
  [0x80070005, "0x80070005 (ERROR_ACCESS_DENIED)"],
  [0x800700ff, "0x800700FF (Win32 error 255)"],
  [0x12345678, "0x12345678"],
];

for (const [value, text] of named) {
  test(`${text} is told`, () => assert.equal(nameHresult(value), text));
}

test("an unknown Win32 error still has its number and a way to read it", () => {
  assert.match(decodeHresult(0x80071234)?.advice ?? "", /net helpmsg 4660/);
  assert.equal(decodeHresult(0), undefined);
});

test("codes are compared in both families", () => {
  assert.ok(isHresult(0xc0370110 | 0, hresults.alreadyStopped));
  assert.ok(!isHresult(0x80370111, hresults.alreadyStopped, hresults.timeout));
});

test("Win32 errors become HRESULTs", () => {
  assert.equal(hresultOfWin32(0), 0);
  assert.equal(formatHresult(hresultOfWin32(10049)), "0x80072741");
});
