import type { Finding } from "../finding.ts";
import type { PlacedDocument, PodFile } from "../pod-file.ts";

import { documentFindings } from "./document-findings.ts";
import type { ReviewProfile } from "./profile.ts";
import { suppressedCodes } from "./suppressed-codes.ts";

/** One document's findings and where the document stands in its file. Spans stay relative to the document. */
export interface ReviewedDocument {
  readonly placed: PlacedDocument;
  readonly findings: readonly Finding[];
}

/** Reviews a file document by document, in order; each is checked when the iteration reaches it. */
export function* reviewFile(file: PodFile, profile: ReviewProfile): Generator<ReviewedDocument, void> {
  const suppressed = suppressedCodes(file);
  for (const placed of file.documents) {
    yield { placed, findings: documentFindings(placed.document, profile, suppressed) };
  }
}
