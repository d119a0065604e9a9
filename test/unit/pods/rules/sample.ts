import type { Finding } from "../../../../server/src/pods/finding.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { checkDocument } from "../../../../server/src/pods/rules/check.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";

/** All findings of a text; it is read as JSON where it begins with a brace. */
export function findingsIn(text: string, target: Partial<Target> = {}): readonly Finding[] {
  const file = PodFile.open("sample", text, text.startsWith("{") ? "json" : "yaml");
  const checkedAgainst = { ...defaultTarget, ...target };
  return file.documents.flatMap(({ document }) => checkDocument(document, checkedAgainst));
}

/** `code severity key` of every finding. */
export const summary = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ code, severity, key }) => `${code} ${severity} ${key}`);

/** A CRI sandbox configuration around annotation lines; a whole document stays what it is. */
export function asDocument(lines: string): string {
  if (lines.startsWith("{") || lines.startsWith("kind:")) return lines;
  const indented = lines.split("\n").map((line) => `  ${line}`);
  return ["metadata: { name: pod, namespace: default, uid: '1' }", "annotations:", ...indented, ""].join("\n");
}
