import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { ReviewProfile } from "../../pods/review/profile.ts";
import type { BootFinding } from "../../protocol.ts";
import type { OpenDocument } from "../open-documents.ts";
import { rangeOf } from "../ranges.ts";
import { reviewOpen } from "../review-open.ts";

/** Errors and warnings of the document that a sandbox is in. */
export function specFindings(open: OpenDocument, set: AnnotationSet, profile: ReviewProfile): readonly BootFinding[] {
  for (const { placed, findings } of reviewOpen(open, profile)) {
    if (!placed.document.sets.includes(set)) continue;
    return findings
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ code, severity, message, span }) => ({
        code,
        severity,
        message,
        line: rangeOf(open.file, span, placed.startOffset).start.line,
      }));
  }
  return [];
}
