import type { Severity } from "../pods/finding.ts";
import type { CheckReport, PlaceRange, ReportedFinding } from "./check-report.ts";

/** What SARIF says of a rule. */
export interface SarifRule {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  /** Markdown. */
  readonly help: string;
}

type SarifLevel = "error" | "warning" | "note";

const levels: Readonly<Record<Severity, SarifLevel>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0, as code scanning services take it; regions are one-based, columns count UTF-16 code units. */
export function sarifReport({ files }: CheckReport, rules: readonly SarifRule[], toolVersion: string): string {
  const ruleIndex = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "confidential-pods", semanticVersion: toolVersion, rules: rules.map(reportingDescriptor) },
        },
        columnKind: "utf16CodeUnits",
        results: files.flatMap(({ file, findings }) =>
          findings.map((finding) => result(file, finding, ruleIndex.get(finding.code))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const reportingDescriptor = ({ code, title, severity, help }: SarifRule): object => ({
  id: code,
  shortDescription: { text: title },
  help: { text: help, markdown: help },
  defaultConfiguration: { level: levels[severity] },
});

const result = (file: string, finding: ReportedFinding, ruleIndex: number | undefined): object => ({
  ruleId: finding.code,
  ...(ruleIndex === undefined ? {} : { ruleIndex }),
  level: levels[finding.severity],
  message: { text: finding.message },
  locations: [{ physicalLocation: physicalLocation(file, finding.range) }],
  ...(finding.related.length === 0
    ? {}
    : {
        relatedLocations: finding.related.map(({ message, range }, id) => ({
          id,
          message: { text: message },
          physicalLocation: physicalLocation(file, range),
        })),
      }),
});

const physicalLocation = (file: string, { start, end }: PlaceRange): object => ({
  artifactLocation: { uri: fileUri(file) },
  region: {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  },
});

/** A URI for an absolute path, a URI reference for a relative one; percent-encoded segment by segment. */
export function fileUri(file: string): string {
  const encoded = file
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  if (/^[A-Za-z]:\//.test(file)) return `file:///${file.slice(0, 2)}${encoded.slice(encoded.indexOf("/"))}`;
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}
