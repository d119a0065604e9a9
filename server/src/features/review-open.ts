import { checkContainerdConfig } from "../pods/containerd/check-config.ts";
import type { Finding } from "../pods/finding.ts";
import type { ReviewProfile } from "../pods/review/profile.ts";
import { type ReviewedDocument, reviewFile } from "../pods/review/review-file.ts";
import { applySeverities } from "../pods/rules/severities.ts";
import { isToml } from "./language-syntax.ts";
import type { OpenDocument } from "./open-documents.ts";

interface Reviewed {
  readonly text: string;
  readonly profile: ReviewProfile;
  readonly findings: readonly Finding[];
}

const reviewed = new WeakMap<OpenDocument["file"], Reviewed>();

/** Reviews an open document, whatever kind of file it is. */
export const reviewOpen = (open: OpenDocument, profile: ReviewProfile): Iterable<ReviewedDocument> =>
  isToml(open.uri, open.languageId) ? reviewConfig(open, profile) : reviewFile(open.file, profile);

/** A configuration as one document. The findings are the same array (===) as long as text and profile are the same. */
function reviewConfig({ file }: OpenDocument, profile: ReviewProfile): readonly ReviewedDocument[] {
  const [first] = file.documents;
  if (first === undefined) return [];
  let known = reviewed.get(file);
  if (known?.text !== file.text || known.profile !== profile) {
    const findings = applySeverities(checkContainerdConfig(file.text, profile.target), profile.severities);
    known = { text: file.text, profile, findings };
    reviewed.set(file, known);
  }
  return [{ placed: { document: first.document, startOffset: 0, startLine: 0 }, findings: known.findings }];
}
