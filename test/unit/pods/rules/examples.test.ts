import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { allRules } from "../../../../server/src/pods/rules/all-rules.ts";
import { asDocument, findingsIn, summary } from "./sample.ts";

suite("the examples of a rule's page", () => {
  for (const { code, examples } of allRules) {
    test(`${code}: the bad one raises it`, () => {
      const findings = findingsIn(asDocument(examples.bad), examples.target);
      assert.ok(
        findings.some((finding) => finding.code === code),
        summary(findings).join("\n"),
      );
    });

    test(`${code}: the good one does not`, () => {
      const findings = findingsIn(asDocument(examples.good), examples.target);
      assert.deepEqual(
        summary(findings.filter((finding) => finding.code === code || finding.severity === "error")),
        [],
      );
    });
  }
});
