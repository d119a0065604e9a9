import assert from "node:assert/strict";
import { test } from "node:test";
import { selectShown } from "../../../server/src/features/diagnostics/select-shown.ts";
import type { Finding, Severity } from "../../../server/src/pods/finding.ts";
import { PodFile } from "../../../server/src/pods/pod-file.ts";
import type { ReviewedDocument } from "../../../server/src/pods/review/review-file.ts";

const finding = (severity: Severity): Finding => ({
  code: "some-rule",
  severity,
  message: "",
  span: { start: 0, end: 0 },
  key: null,
  related: [],
  tags: [],
  fixes: () => [],
});

const [placed] = PodFile.open("a.yaml", "kind: Pod\n").documents;
const reviewed = (...documents: readonly (readonly Severity[])[]): readonly ReviewedDocument[] =>
  documents.map((severities) => {
    assert.ok(placed);
    return { placed, findings: severities.map(finding) };
  });

const cases: readonly (readonly [
  why: string,
  limit: number,
  shown: string,
  documents: readonly (readonly Severity[])[],
])[] = [
  ["all where there is room", 3, "+++", [["hint", "error"], ["warning"]]],
  [
    "the most severe first, wherever they stand",
    2,
    "-+-+",
    [
      ["hint", "error"],
      ["information", "warning"],
    ],
  ],
  [
    "of equals the first",
    2,
    "++--",
    [
      ["warning", "warning"],
      ["warning", "warning"],
    ],
  ],
  ["none of what is less severe than the limit reaches", 1, "+--", [["error", "hint", "hint"]]],
];
for (const [why, limit, expected, documents] of cases) {
  test(`shown is ${why}`, () => {
    const given = reviewed(...documents);
    const { shares, shown, total } = selectShown(given, limit);
    const marks = given.flatMap(({ findings }, index) => {
      const left: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0, ...shares[index] };
      return findings.map(({ severity }) => (left[severity]-- > 0 ? "+" : "-"));
    });
    assert.equal(marks.join(""), expected);
    assert.equal(shown, expected.replaceAll("-", "").length);
    assert.equal(total, expected.length);
  });
}
