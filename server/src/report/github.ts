import type { Severity } from "../pods/finding.ts";
import type { CheckReport, ReportedFinding } from "./check-report.ts";

/** GitHub knows three levels of annotation. */
const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands, one a line, which GitHub Actions shows at the lines of a pull request. */
export const githubReport = ({ files }: CheckReport): string =>
  files.map(({ file, findings }) => findings.map((finding) => command(file, finding)).join("")).join("");

function command(file: string, { severity, code, message, range }: ReportedFinding): string {
  const properties = {
    file,
    line: range.start.line + 1,
    endLine: range.end.line + 1,
    // Columns are only understood within one line.
    ...(range.start.line === range.end.line
      ? { col: range.start.character + 1, endColumn: range.end.character + 1 }
      : {}),
    title: code,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(",")}::${escapeData(message)}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
