import type { CheckState, PreflightCheck } from "../../../../server/src/protocol.ts";

const marks: Readonly<Record<CheckState, string>> = {
  passed: "✓ passed",
  warning: "⚠ warning",
  failed: "✗ **failed**",
  skipped: "– not known",
};

const order: readonly CheckState[] = ["failed", "warning", "passed", "skipped"];

/** A text as a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll(/([\\`*_{}[\]<>|~])/g, "\\$1").replaceAll(/\s*\r?\n\s*/g, " ");

/** One line about a list of checks. */
export function preflightSummary(checks: readonly PreflightCheck[]): string {
  const count = (state: CheckState): number => checks.filter((check) => check.state === state).length;
  const [warnings, unknown] = [count("warning"), count("skipped")];
  const parts = [
    `${count("failed")} failed`,
    `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    `${count("passed")} passed`,
    ...(unknown === 0 ? [] : [`${unknown} not known`]),
  ];
  return parts.join(", ");
}

/** The checks as a Markdown page, with what to do about each; what stops a boot comes first. */
export function preflightText(name: string, checks: readonly PreflightCheck[]): string {
  const sorted = [...checks].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const rows = sorted.map(
    ({ state, title, detail, advice }) => `| ${marks[state]} | ${cell(title)} | ${cell(detail)} | ${cell(advice)} |`,
  );
  const head = ["| | Check | What was found | What to do |", "|---|---|---|---|"];
  return [`# Preflight of ${cell(name)}`, "", `${preflightSummary(checks)}.`, "", ...head, ...rows, ""].join("\n");
}
