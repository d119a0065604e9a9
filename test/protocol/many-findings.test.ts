import assert from "node:assert/strict";
import { test } from "node:test";
import { Editor } from "./support/editor.ts";
import { unquotedPod } from "./support/specs.ts";
import { withClient } from "./support/test-client.ts";

/** A pod with so many unknown keys, and an error behind them. */
function podWithFindings(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `    io.microsoft.virtualmachine.unknown-${index}: "1"\n`);
  return unquotedPod.replace("  annotations:\n", `  annotations:\n${lines.join("")}`);
}

const cases: readonly (readonly [files: string, text: string, said: RegExp])[] = [
  ["beyond the limit", podWithFindings(600), /^Only the 499 most severe of 601 findings in this file are shown\.$/],
  [
    "with more than anybody reads",
    `${podWithFindings(10_000)}---\n${podWithFindings(10)}`,
    /^Only the 499 most severe of the first 10\d{3} findings .* was not checked; the command line checks all of it\.$/,
  ],
  [
    "whose first errors are as many as are shown",
    `${unquotedPod}---\n`.repeat(600),
    /^Only the 499 most severe of the first 499 findings in this file are shown\. What comes after them was not checked;/,
  ],
];
for (const [files, text, said] of cases) {
  test(
    `a file ${files} shows its errors first and says what it leaves out`,
    withClient({}, async (client) => {
      const editor = await Editor.open(client, text);
      const [notice, ...shown] = await editor.diagnostics();
      assert.equal(notice?.code, "not-shown");
      assert.ok(typeof notice.message === "string" && said.test(notice.message), JSON.stringify(notice.message));
      assert.equal(shown.length, 499);
      assert.ok(
        shown.some(({ severity }) => severity === 1),
        "an error at the end of the map is among them",
      );
    }),
  );
}
