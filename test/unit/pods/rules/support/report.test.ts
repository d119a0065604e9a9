import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { cut, shown } from "../../../../../server/src/pods/rules/support/report.ts";

const texts: readonly (readonly [value: string, expected: string])[] = [
  ["yes", '"yes"'],
  ["", '""'],
  ["C:\\boot", '"C:\\boot"'],
  ["true\n", '"true␊"'],
  ["\0\x7f", '"␀␡"'],
  ["\ud800", '"\uFFFD"'],
  ["x".repeat(48), `"${"x".repeat(48)}"`],
  ["x".repeat(49), `"${"x".repeat(47)}…"`],
  ["x".repeat(1_000_000), `"${"x".repeat(47)}…"`],
];

suite("values in messages", () => {
  for (const [value, expected] of texts) {
    test(`${JSON.stringify(value.slice(0, 60))} (${value.length})`, () => assert.equal(shown(value), expected));
  }

  test("source text is cut at the same length", () => {
    assert.equal(cut("x".repeat(50)), "x".repeat(50));
    assert.equal(cut("x".repeat(51)).length, 50);
  });
});
