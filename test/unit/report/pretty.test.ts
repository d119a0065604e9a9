import assert from "node:assert/strict";
import { test } from "node:test";
import { prettyReport } from "../../../server/src/report/pretty.ts";
import { finding, report, sampleReport } from "./sample.ts";

test("findings under their file, one-based, related places below, a summary at the end", () => {
  assert.equal(
    prettyReport(sampleReport, false),
    `pods/a, b.yaml
   5:9  error        Refused: "50%" <&>\\x0asecond line  some-rule
        pods/a, b.yaml:8:1: the other half
  10:1  warning      Something is wrong.  other-rule
   5:9  information  Something is wrong.  info-rule
   5:9  hint         Something is wrong.  hint-rule

1 error, 1 warning, 2 notes in 2 files. 1 finding can be fixed; --fix makes the unambiguous fixes.
`,
  );
});

test("nothing found is one line", () => {
  assert.equal(prettyReport(report({ file: "a.yaml", findings: [] }), false), "no errors, no warnings in 1 file.\n");
});

test("escape sequences of a file never reach the terminal", () => {
  const text = prettyReport(report({ file: "a\x1b[2J.yaml", findings: [finding({ message: "\x9b31m\x07" })] }), false);
  assert.doesNotMatch(text, /[^\n\P{Cc}]/u);
});

test("colors only where asked for", () => {
  assert.ok(prettyReport(sampleReport, true).includes("\x1b[31merror      \x1b[39m"));
});
