import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeScalar } from "../../../../server/src/pods/edits/encode-scalar.ts";
import type { ScalarStyle } from "../../../../server/src/pods/yaml/tree.ts";

const cases: readonly (readonly [string, ScalarStyle, string])[] = [
  ["text", "plain", "text"],
  ["io.microsoft.wcow.debug", "plain", "io.microsoft.wcow.debug"],
  ["C:\\debug", "plain", "C:\\debug"],
  ["C:\\debug", "double", "'C:\\debug'"],
  ["it's \\", "double", "'it''s \\'"],
  ["text", "single", "'text'"],
  ["text", "double", '"text"'],
  ["text", "literal", '"text"'],
  // What a reader would take for another type is never left plain.
  ...["true", "yes", "N", "0777", "1_000", ".5", "null", "~", ""].map((word) => [word, "plain", `"${word}"`] as const),
  ["a: b", "plain", '"a: b"'],
  ["a #b", "plain", '"a #b"'],
  ["a,b", "plain", '"a,b"'],
  ["-", "plain", '"-"'],
  ["tail:", "plain", '"tail:"'],
  ["a\nb", "single", '"a\\nb"'],
  ["a\u0085b\u2028c\u0007", "single", '"a\\u0085b\\u2028c\\u0007"'],
  ["\uD800", "plain", '"\\ud800"'],
  ["C:\\debug\n", "single", '"C:\\\\debug\\n"'],
  ["C:\\debug", "json", '"C:\\\\debug"'],
  ["text", "json", '"text"'],
];

for (const [value, style, expected] of cases) {
  test(`${JSON.stringify(value)} in ${style} is ${expected}`, () => assert.equal(encodeScalar(value, style), expected));
}
