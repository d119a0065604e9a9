import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inlineCode, shortCode } from "../../../../server/src/features/markdown/markdown.ts";

const cases: readonly (readonly [text: string, code: string])[] = [
  ["true", "`true`"],
  ["a`b", "`` a`b ``"],
  ["a``b`", "``` a``b` ```"],
  ["line\n  break", "`line break`"],
];
for (const [text, code] of cases) {
  test(`${JSON.stringify(text)} as code`, () => assert.equal(inlineCode(text), code));
}

test("a long text is cut off", () => assert.equal(shortCode("x".repeat(100), 10), `\`${"x".repeat(9)}…\``));

test("law: no text ends its own code span, and none spans lines", () => {
  const text = fc.array(fc.constantFrom("`", "a", "\n", " ", "*"));
  fc.assert(
    fc.property(text, (parts) => {
      const code = inlineCode(parts.join(""));
      const fence = /^`+/.exec(code)?.[0] ?? "";
      const inner = code.slice(fence.length, -fence.length);
      assert.ok(code.endsWith(fence) && !/[\r\n]/.test(code));
      const runs: readonly string[] = inner.match(/`+/g) ?? [];
      assert.ok(!runs.includes(fence));
    }),
    { seed: 3 },
  );
});
