import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeXml, junitReport } from "../../../server/src/report/junit.ts";
import { sampleReport } from "./sample.ts";

test("a suite a file, a case a finding; only errors and warnings fail", () => {
  const file = "pods/a, b.yaml";
  assert.equal(
    junitReport(sampleReport),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="confidential-pods" tests="5" failures="2" errors="0">
  <testsuite name="${file}" tests="4" failures="2" errors="0">
    <testcase name="some-rule (5:9)" classname="${file}">
      <failure type="error" message="Refused: &quot;50%&quot; &lt;&amp;&gt;&#10;second line">${file}:5:9: error: Refused: &quot;50%&quot; &lt;&amp;&gt;&#10;second line (some-rule)</failure>
    </testcase>
    <testcase name="other-rule (10:1)" classname="${file}">
      <failure type="warning" message="Something is wrong.">${file}:10:1: warning: Something is wrong. (other-rule)</failure>
    </testcase>
    <testcase name="info-rule (5:9)" classname="${file}">
      <system-out>${file}:5:9: information: Something is wrong. (info-rule)</system-out>
    </testcase>
    <testcase name="hint-rule (5:9)" classname="${file}">
      <system-out>${file}:5:9: hint: Something is wrong. (hint-rule)</system-out>
    </testcase>
  </testsuite>
  <testsuite name="pods/clean.json" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="pods/clean.json"/>
  </testsuite>
</testsuites>
`,
  );
});

const escapes: readonly (readonly [given: string, xml: string, why: string])[] = [
  ["a\u0000b\u001b", "a\ufffdb\ufffd", "control characters are not allowed in XML at all"],
  ["\ud800x", "\ufffdx", "neither is half a surrogate pair"],
  ["\ud83d\ude00", "\ud83d\ude00", "a whole pair is one character"],
  ["a\tb\r\n", "a&#9;b&#13;&#10;", "an attribute would turn them into blanks"],
];
for (const [given, xml, why] of escapes) {
  test(`XML text: ${why}`, () => assert.equal(escapeXml(given), xml));
}
