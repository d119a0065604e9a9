import type { Diagnostic, DiagnosticSeverity, DiagnosticTag, Range } from "vscode-languageserver/node";
import type { Finding, Severity } from "../../pods/finding.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import { ruleLink } from "../rule-link.ts";
import type { Share } from "./select-shown.ts";

export const diagnosticSource = "confidential-pods";

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

const tags: Readonly<Record<Finding["tags"][number], DiagnosticTag>> = { unnecessary: 1, deprecated: 2 };

/** What was made of a document's findings where it stood then. */
interface Made {
  readonly startLine: number;
  readonly share: Share;
  /** By the index of their finding; a hole where it was not shown so far. */
  readonly diagnostics: readonly (Diagnostic | undefined)[];
  readonly shown: readonly Diagnostic[];
}

/** By the findings array, which is one object as long as a document is untouched. */
const made = new WeakMap<readonly Finding[], Made>();

/**
 * A document's findings that are shown, as diagnostics. What was made before is used again: as it is where the document
 * stands where it stood, moved by whole lines where text above it came or went.
 */
export function toDiagnostics(
  open: OpenDocument,
  placed: PlacedDocument,
  findings: readonly Finding[],
  share: Share,
  uriScheme: string | undefined,
): readonly Diagnostic[] {
  const known = made.get(findings);
  const { startLine } = placed;
  if (known?.startLine === startLine && areEqual(known.share, share)) return known.shown;
  const lines = startLine - (known?.startLine ?? startLine);
  const left = { ...share };
  const diagnostics: (Diagnostic | undefined)[] = [];
  const shown: Diagnostic[] = [];
  for (const [index, finding] of findings.entries()) {
    const isShown = left[finding.severity]-- > 0;
    const before = known?.diagnostics[index];
    const diagnostic =
      before !== undefined
        ? moved(before, lines)
        : isShown
          ? toDiagnostic(open, placed, finding, uriScheme)
          : undefined;
    diagnostics.push(diagnostic);
    if (isShown && diagnostic !== undefined) shown.push(diagnostic);
  }
  made.set(findings, { startLine, share, diagnostics, shown });
  return shown;
}

const areEqual = (a: Share, b: Share): boolean =>
  a === b || (a.error === b.error && a.warning === b.warning && a.information === b.information && a.hint === b.hint);

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
  if (lines === 0) return diagnostic;
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
