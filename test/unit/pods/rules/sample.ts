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

/** The findings of one rule, as `severity key`. */
export const raisedBy = (code: string, text: string, target: Partial<Target> = {}): readonly string[] =>
  findingsIn(text, target)
    .filter((finding) => finding.code === code)
    .map(({ severity, key }) => `${severity} ${key}`);

/** A CRI sandbox configuration around annotation lines; a whole document stays what it is. */
export function asDocument(lines: string): string {
  if (lines.startsWith("{") || lines.startsWith("kind:")) return lines;
  return ["metadata: { name: pod, namespace: default, uid: '1' }", "annotations:", ...indented(lines, 2), ""].join(
    "\n",
  );
}

/** A Kubernetes pod around annotation lines, for a Windows node. */
export const asPod = (lines: string, runtimeClassName = "runhcs-wcow-hypervisor"): string =>
  [
    "kind: Pod",
    "apiVersion: v1",
    "metadata:",
    "  name: pod",
    "  annotations:",
    ...indented(lines, 4),
    "spec:",
    "  nodeSelector: { kubernetes.io/os: windows }",
    ...(runtimeClassName === "" ? [] : [`  runtimeClassName: ${runtimeClassName}`]),
    "",
  ].join("\n");

export type Annotations = Readonly<Record<string, string>>;

/** A CRI sandbox configuration in JSON. */
export const asSandbox = (annotations: Annotations, platform: "windows" | "linux" = "windows"): string =>
  JSON.stringify(
    {
      metadata: { name: "pod", namespace: "default", uid: "1" },
      labels: { "sandbox-platform": `${platform}/amd64` },
      annotations,
    },
    null,
    2,
  );

/** A CRI container configuration in JSON. */
export const asContainer = (annotations: Annotations, platform: "windows" | "linux" = "windows"): string =>
  JSON.stringify({ metadata: { name: "app" }, image: { image: "app" }, annotations, [platform]: {} }, null, 2);

/** An OCI spec of a Windows container or sandbox in JSON. */
export const asOci = (annotations: Annotations, windows: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ociVersion: "1.1.0", annotations, windows: { layerFolders: [], ...windows } }, null, 2);

const indented = (lines: string, columns: number): readonly string[] =>
  lines.split("\n").map((line) => (line === "" ? "" : " ".repeat(columns) + line));
