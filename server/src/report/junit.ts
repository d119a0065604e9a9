import type { CheckReport, ReportedFile, ReportedFinding } from "./check-report.ts";

/**
 * JUnit XML as CI servers read it: a suite a file, a test case a finding. Errors and warnings are failures;
 * information and hints pass, with their text as output. A file without findings is one case that passes.
 */
export function junitReport({ files, summary }: CheckReport): string {
  const tests = files.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0);
  const failures = summary.errors + summary.warnings;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="confidential-pods" tests="${tests}" failures="${failures}" errors="0">`,
    ...files.map(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite({ file, findings }: ReportedFile): string {
  const failures = findings.filter(isFailure).length;
  const cases =
    findings.length === 0
      ? [`    <testcase name="no findings" classname="${escapeXml(file)}"/>`]
      : findings.map((finding) => testCase(file, finding));
  return [
    `  <testsuite name="${escapeXml(file)}" tests="${cases.length}" failures="${failures}" errors="0">`,
    ...cases,
    "  </testsuite>",
  ].join("\n");
}

function testCase(file: string, finding: ReportedFinding): string {
  const { code, message, severity, range } = finding;
  const line = range.start.line + 1;
  const place = `${file}:${line}:${range.start.character + 1}`;
  const text = escapeXml(`${place}: ${severity}: ${message} (${code})`);
  const outcome = isFailure(finding)
    ? `      <failure type="${severity}" message="${escapeXml(message)}">${text}</failure>`
    : `      <system-out>${text}</system-out>`;
  return [
    `    <testcase name="${escapeXml(`${code} (${line}:${range.start.character + 1})`)}" classname="${escapeXml(file)}">`,
    outcome,
    "    </testcase>",
  ].join("\n");
}

const isFailure = ({ severity }: ReportedFinding): boolean => severity === "error" || severity === "warning";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text for content and attributes; characters that XML 1.0 cannot hold at all become U+FFFD. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .replaceAll(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]/gu, "\ufffd")
    .replaceAll(/[&<>"\t\n\r]/g, (character) => entities[character] ?? character);
