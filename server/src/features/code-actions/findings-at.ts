import type { Diagnostic, Range } from "vscode-languageserver/node";
import type { Finding } from "../../pods/finding.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { ReviewProfile } from "../../pods/review/profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import { reviewOpen } from "../review-open.ts";

/** A finding under the cursor or selection. */
export interface FindingAt {
  readonly finding: Finding;
  readonly placed: PlacedDocument;
  /** The client's diagnostics that show it. */
  readonly diagnostics: Diagnostic[];
}

/** The findings that the range touches. */
export function findingsAt(
  open: OpenDocument,
  range: Range,
  shown: readonly Diagnostic[],
  profile: ReviewProfile,
): readonly FindingAt[] {
  const start = open.file.offsetAt(range.start);
  const end = open.file.offsetAt(range.end);
  const found: FindingAt[] = [];
  for (const { placed, findings } of reviewOpen(open, profile)) {
    if (placed.startOffset > end) break;
    if (placed.startOffset + placed.document.text.length < start) continue;
    for (const finding of findings) {
      if (placed.startOffset + finding.span.start > end || placed.startOffset + finding.span.end < start) continue;
      const at = rangeOf(open.file, finding.span, placed.startOffset);
      found.push({
        finding,
        placed,
        diagnostics: shown.filter(({ code, range: shownAt }) => code === finding.code && isSame(shownAt, at)),
      });
    }
  }
  return found;
}

const isSame = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;
