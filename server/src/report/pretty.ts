import type { Severity } from "../pods/finding.ts";
import type { CheckReport, ReportedFile, ReportedFinding, Summary } from "./check-report.ts";
import { type Paint, paints } from "./paint.ts";

/** For people: findings under the name of their file, related places below them, a summary at the end. */
export function prettyReport({ files, summary }: CheckReport, colors: boolean): string {
  const paint = paints[colors ? "colored" : "plain"];
  const sections = files.filter(({ findings }) => findings.length > 0).map((file) => section(file, paint));
  return `${[...sections, summaryLine(summary, paint)].join("\n\n")}\n`;
}

function section({ file, findings }: ReportedFile, paint: Paint): string {
  const width = Math.max(...findings.map((finding) => place(finding).length));
  return [paint.bold(safe(file)), ...findings.map((finding) => entry(file, finding, width, paint))].join("\n");
}

function entry(file: string, finding: ReportedFinding, width: number, paint: Paint): string {
  const { severity, message, code, related } = finding;
  const label = severityPaint(severity, paint)(severity.padEnd(11));
  const first = `  ${paint.dim(place(finding).padStart(width))}  ${label}  ${safe(message)}  ${paint.dim(code)}`;
  const rest = related.map(
    (other) => `  ${" ".repeat(width)}  ${paint.dim(`${safe(file)}:${place(other)}: ${safe(other.message)}`)}`,
  );
  return [first, ...rest].join("\n");
}

/** One-based, as editors count. */
const place = ({ range: { start } }: Pick<ReportedFinding, "range">): string =>
  `${start.line + 1}:${start.character + 1}`;

function severityPaint(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case "error":
      return paint.red;
    case "warning":
      return paint.yellow;
    case "information":
      return paint.blue;
    case "hint":
      return paint.dim;
  }
}

function summaryLine(summary: Summary, paint: Paint): string {
  const { files, errors, warnings, informations, hints, fixable, fixed } = summary;
  const counts = [
    errors > 0 ? paint.red(plural(errors, "error")) : "no errors",
    warnings > 0 ? paint.yellow(plural(warnings, "warning")) : "no warnings",
    ...(informations + hints > 0 ? [plural(informations + hints, "note")] : []),
  ];
  const mended = fixed > 0 ? ` ${plural(fixed, "file")} fixed.` : "";
  const mendable = fixable > 0 ? ` ${plural(fixable, "finding")} can be fixed; --fix makes the unambiguous fixes.` : "";
  return `${counts.join(", ")} in ${plural(files, "file")}.${mended}${mendable}`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Text of a file that somebody else wrote: control characters must not reach the terminal. */
const safe = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
