import { checkContainerdConfig } from "../containerd/check-config.ts";
import type { Finding } from "../finding.ts";
import type { PodFile } from "../pod-file.ts";
import { applySeverities } from "../rules/severities.ts";
import type { ReviewProfile } from "./profile.ts";
import type { ReviewedDocument } from "./review-file.ts";
import { suppressedCodes } from "./suppressed-codes.ts";

/** Whether a file is a containerd configuration, or any other TOML file, by its name: no pod spec. */
export const isTomlName = (name: string): boolean => /\.toml$/i.test(name);

interface Reviewed {
  readonly text: string;
  readonly profile: ReviewProfile;
  readonly findings: readonly Finding[];
}

const reviewed = new WeakMap<PodFile, Reviewed>();

/** Reviews a configuration as one document. The findings are the same array (===) as long as text and profile are the same. */
export function reviewConfig(file: PodFile, profile: ReviewProfile): readonly ReviewedDocument[] {
  const [first] = file.documents;
  if (first === undefined) return [];
  let known = reviewed.get(file);
  if (known?.text !== file.text || known.profile !== profile) {
    const suppressed = suppressedCodes(file);
    const found = applySeverities(checkContainerdConfig(file.text, profile.target), profile.severities);
    known = { text: file.text, profile, findings: found.filter(({ code }) => !suppressed.has(code)) };
    reviewed.set(file, known);
  }
  return [{ placed: { document: first.document, startOffset: 0, startLine: 0 }, findings: known.findings }];
}
