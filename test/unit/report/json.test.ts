import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonReport } from "../../../server/src/report/json.ts";
import { finding, report, sampleReport } from "./sample.ts";

test("the shape is versioned and zero-based", () => {
  const related = [
    { message: "other half", range: { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } } },
  ];
  const parsed: unknown = JSON.parse(jsonReport(report({ file: "a.yaml", findings: [finding({ related })] })));
  assert.deepEqual(parsed, {
    version: 1,
    files: [
      {
        file: "a.yaml",
        findings: [
          {
            code: "some-rule",
            severity: "error",
            message: "Something is wrong.",
            key: "io.microsoft.wcow.debug",
            range: { start: { line: 4, character: 8 }, end: { line: 4, character: 14 } },
            related,
            fixable: false,
          },
        ],
      },
    ],
    summary: {
      files: 1,
      filesWithFindings: 1,
      errors: 1,
      warnings: 0,
      informations: 0,
      hints: 0,
      fixable: 0,
      fixed: 0,
    },
  });
});

test("the summary counts every severity, clean files too", () => {
  assert.deepEqual(sampleReport.summary, {
    files: 2,
    filesWithFindings: 1,
    errors: 1,
    warnings: 1,
    informations: 1,
    hints: 1,
    fixable: 1,
    fixed: 0,
  });
});
