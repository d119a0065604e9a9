import type { Finding, Severity } from "../finding.ts";

/** Findings with the severities that somebody chose; those of a rule that is `off` are left out. */
export function applySeverities(
  findings: readonly Finding[],
  overrides: ReadonlyMap<string, Severity | "off">,
): readonly Finding[] {
  if (overrides.size === 0 || !findings.some(({ code }) => overrides.has(code))) return findings;
  const shown: Finding[] = [];
  for (const finding of findings) {
    const severity = overrides.get(finding.code) ?? finding.severity;
    if (severity !== "off") shown.push(severity === finding.severity ? finding : { ...finding, severity });
  }
  return shown;
}
