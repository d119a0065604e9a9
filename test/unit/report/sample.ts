import {
  type CheckReport,
  type ReportedFile,
  type ReportedFinding,
  summarize,
} from "../../../server/src/report/check-report.ts";

/** A finding on one line, with what a test is about put over it. */
export const finding = (given: Partial<ReportedFinding>): ReportedFinding => ({
  code: "some-rule",
  severity: "error",
  message: "Something is wrong.",
  key: "io.microsoft.wcow.debug",
  range: { start: { line: 4, character: 8 }, end: { line: 4, character: 14 } },
  related: [],
  fixable: false,
  ...given,
});

export const report = (...files: readonly ReportedFile[]): CheckReport => ({ files, summary: summarize(files, 0) });

/** One file with each severity, a related place and text that every format has to escape. */
export const sampleReport: CheckReport = report(
  {
    file: "pods/a, b.yaml",
    findings: [
      finding({
        message: 'Refused: "50%" <&>\nsecond line',
        related: [
          { message: "the other half", range: { start: { line: 7, character: 0 }, end: { line: 8, character: 2 } } },
        ],
        fixable: true,
      }),
      finding({
        code: "other-rule",
        severity: "warning",
        key: null,
        range: { start: { line: 9, character: 0 }, end: { line: 11, character: 3 } },
      }),
      finding({ code: "info-rule", severity: "information" }),
      finding({ code: "hint-rule", severity: "hint" }),
    ],
  },
  { file: "pods/clean.json", findings: [] },
);
