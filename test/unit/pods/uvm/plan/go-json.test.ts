import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type GoValue, writeGoJson } from "../../../../../server/src/pods/uvm/plan/go-json.ts";

const cases: readonly (readonly [value: GoValue, text: string])[] = [
  [{}, "{}"],
  [[], "[]"],
  [null, "null"],
  [{ b: 1, a: [true, "x"] }, '{"b":1,"a":[true,"x"]}'],
  // Beyond 2^53 a double would lose digits.
  [{ Limit: 18446744073709551615n }, '{"Limit":18446744073709551615}'],
  // Go escapes what could end a script element.
  ["<a & b>", '"\\u003ca \\u0026 b\\u003e"'],
  ["\u2028\u2029", '"\\u2028\\u2029"'],
  // Since Go 1.22 backspace and form feed have their short forms.
  ["\b\f\n\r\t\u0001\u007f", '"\\b\\f\\n\\r\\t\\u0001\u007f"'],
  ['"\\/', '"\\"\\\\/"'],
  ["\ud800x", '"\ufffdx"'],
  ["\u{1f600}", '"\u{1f600}"'],
];
for (const [value, text] of cases) {
  test(`Go writes ${text}`, () => assert.equal(writeGoJson(value), text));
}

test("an indented text is that of JSON.stringify", () => {
  const value = { a: [1, { b: "x" }, []], c: {}, d: null };
  assert.equal(writeGoJson(value, 2), JSON.stringify(value, undefined, 2));
});

test("whatever is written reads back as it was, but for unpaired surrogates", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      // What JSON.parse gives is a JSON value.
      assert.deepEqual(JSON.parse(writeGoJson(plain as GoValue, indent)), plain);
    }),
    { seed: 1, numRuns: 300 },
  );
});
