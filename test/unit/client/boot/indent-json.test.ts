import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indentJson } from "../../../../client/src/boot/pages/indent-json.ts";

test("what JavaScript can hold is indented as JavaScript does it, however it was laid out before", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 4, "\t"), (json, space) => {
      const value: unknown = JSON.parse(json);
      assert.equal(indentJson(JSON.stringify(value, undefined, space)), JSON.stringify(value, undefined, 2));
    }),
    { seed: 8, numRuns: 300 },
  );
});

test("numbers and strings stay as they are written", () => {
  const text = String.raw`{"a":[18446744073709551615,1.50e+3],"b":"x:1234567890123456,","c":"\u003c\"{[,","#1#":"#1#"}`;
  const lines = [
    "{",
    '  "a": [',
    "    18446744073709551615,",
    "    1.50e+3",
    "  ],",
    '  "b": "x:1234567890123456,",',
    String.raw`  "c": "\u003c\"{[,",`,
    '  "#1#": "#1#"',
    "}",
  ];
  assert.equal(indentJson(text), lines.join("\n"));
});

test("what only nests does not grow with the square of its depth", () => {
  const deep = 20_000;
  assert.ok(indentJson("[".repeat(deep) + "]".repeat(deep)).length < deep * 200);
});
