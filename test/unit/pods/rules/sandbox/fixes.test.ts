import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Fix } from "../../../../../server/src/pods/finding.ts";
import { sandboxRules } from "../../../../../server/src/pods/rules/sandbox/index.ts";
import { asDocument, findingsIn } from "../sample.ts";

function applied(text: string, { edits }: Fix): string {
  const lastFirst = [...edits].sort((a, b) => b.span.start - a.span.start);
  return lastFirst.reduce(
    (done, { span, newText }) => done.slice(0, span.start) + newText + done.slice(span.end),
    text,
  );
}

suite("every fix of a sandbox rule", () => {
  for (const { code, examples } of sandboxRules) {
    const offered = findingsIn(asDocument(examples.bad), examples.target).filter((finding) => finding.code === code);
    if (offered.every(({ fixes }) => fixes().length === 0)) continue;
    test(`${code}: mends it, and a preferred one breaks nothing else`, () => {
      const text = asDocument(examples.bad);
      const before = findingsIn(text, examples.target);
      for (const { key, fixes } of before.filter((finding) => finding.code === code)) {
        for (const fix of fixes()) {
          const after = findingsIn(applied(text, fix), examples.target);
          const left = after.filter((finding) => finding.code === code && finding.key === key);
          assert.deepEqual(
            left.map(({ message }) => message),
            [],
            fix.title,
          );
          const errors = (list: typeof after) => list.filter(({ severity }) => severity === "error").length;
          if (fix.preferred) assert.ok(errors(after) <= errors(before), fix.title);
        }
      }
    });
  }
});
