import type { ReviewProfile } from "../pods/review/profile.ts";
import { reviewConfig } from "../pods/review/review-config.ts";
import { type ReviewedDocument, reviewFile } from "../pods/review/review-file.ts";
import { isToml } from "./language-syntax.ts";
import type { OpenDocument } from "./open-documents.ts";

/** Reviews an open document, whatever kind of file it is. */
export const reviewOpen = (open: OpenDocument, profile: ReviewProfile): Iterable<ReviewedDocument> =>
  isToml(open.uri, open.languageId) ? reviewConfig(open.file, profile) : reviewFile(open.file, profile);
