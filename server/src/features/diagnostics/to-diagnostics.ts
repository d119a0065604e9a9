import type { Diagnostic, DiagnosticSeverity, DiagnosticTag, Range } from "vscode-languageserver/node";
import type { Finding, Severity } from "../../pods/finding.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import { ruleLink } from "../rule-link.ts";

export const diagnosticSource = "confidential-pods";

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

const tags: Readonly<Record<Finding["tags"][number], DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** Diagnostics of a document by the index of their finding; a hole where it was not shown so far. */
interface Made {
  readonly startLine: number;
  readonly diagnostics: (Diagnostic | undefined)[];
}

/** By the findings array, which is one object as long as a document is untouched. */
const made = new WeakMap<readonly Finding[], Made>();

/**
 * A document's findings that are shown, as diagnostics. What was made before is used again: as it is where the document
 * stands where it stood, moved by whole lines where text above it came or went.
 */
export function* toDiagnostics(
  open: OpenDocument,
  placed: PlacedDocument,
  findings: readonly Finding[],
  isShown: (finding: Finding) => boolean,
  uriScheme: string | undefined,
): Generator<Diagnostic, void> {
  const { diagnostics } = keptFor(findings, placed.startLine);
  for (const [index, finding] of findings.entries()) {
    if (!isShown(finding)) continue;
    let diagnostic = diagnostics[index];
    if (diagnostic === undefined) {
      diagnostic = toDiagnostic(open, placed, finding, uriScheme);
      diagnostics[index] = diagnostic;
    }
    yield diagnostic;
  }
}

function keptFor(findings: readonly Finding[], startLine: number): Made {
  const known = made.get(findings);
  if (known !== undefined && known.startLine === startLine) return known;
  const lines = startLine - (known?.startLine ?? 0);
  const diagnostics = known?.diagnostics.map((diagnostic) => diagnostic && moved(diagnostic, lines)) ?? [];
  const kept = { startLine, diagnostics };
  made.set(findings, kept);
  return kept;
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
