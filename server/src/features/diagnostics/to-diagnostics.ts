import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from "vscode-languageserver/node";
import type { Finding } from "../../pods/finding.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import { ruleLink } from "../rule-link.ts";

export const diagnosticSource = "confidential-pods";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

interface Made {
  readonly startLine: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** By the findings array, which is one object as long as a document is untouched. */
const made = new WeakMap<readonly Finding[], Made>();

/**
 * A document's findings as diagnostics. What was made before is used again: as it is where the document stands where it
 * stood, moved by whole lines where text above it came or went.
 */
export function toDiagnostics(
  open: OpenDocument,
  placed: PlacedDocument,
  findings: readonly Finding[],
  uriScheme: string | undefined,
): readonly Diagnostic[] {
  const known = made.get(findings);
  if (known !== undefined && known.startLine === placed.startLine) return known.diagnostics;
  const diagnostics =
    known === undefined
      ? findings.map((finding) => toDiagnostic(open, placed, finding, uriScheme))
      : known.diagnostics.map((diagnostic) => moved(diagnostic, placed.startLine - known.startLine));
  made.set(findings, { startLine: placed.startLine, diagnostics });
  return diagnostics;
}

function toDiagnostic(
  { uri, file }: OpenDocument,
  { startOffset }: PlacedDocument,
  finding: Finding,
  uriScheme: string | undefined,
): Diagnostic {
  const codeDescription = ruleLink(uriScheme, finding.code);
  const related = finding.related.map(({ span, message }) => ({
    location: { uri, range: rangeOf(file, span, startOffset) },
    message,
  }));
  return {
    range: rangeOf(file, finding.span, startOffset),
    severity: severities[finding.severity],
    code: finding.code,
    ...(codeDescription === undefined ? {} : { codeDescription }),
    source: diagnosticSource,
    message: finding.message,
    ...(finding.tags.length === 0 ? {} : { tags: finding.tags.map((tag) => tags[tag]) }),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

function moved(diagnostic: Diagnostic, lines: number): Diagnostic {
  const { relatedInformation } = diagnostic;
  return {
    ...diagnostic,
    range: movedRange(diagnostic.range, lines),
    ...(relatedInformation === undefined
      ? {}
      : {
          relatedInformation: relatedInformation.map(({ location, message }) => ({
            location: { uri: location.uri, range: movedRange(location.range, lines) },
            message,
          })),
        }),
  };
}

const movedRange = ({ start, end }: Range, lines: number): Range => ({
  start: { line: start.line + lines, character: start.character },
  end: { line: end.line + lines, character: end.character },
});
