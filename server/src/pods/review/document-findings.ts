import type { Finding } from "../finding.ts";
import type { ManifestDocument } from "../pod-file.ts";
import { checkDocument } from "../rules/check.ts";
import { applySeverities } from "../rules/severities.ts";
import type { ReviewProfile } from "./profile.ts";

interface Reviewed {
  readonly profile: ReviewProfile;
  readonly suppressed: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

const reviewed = new WeakMap<ManifestDocument, Reviewed>();

/**
 * What a document's reader is told: the rules' findings under the profile's severities, without the codes that the file
 * suppresses. The same array (===) as long as document, profile and suppressed set are the same objects: callers cache by it.
 */
export function documentFindings(
  document: ManifestDocument,
  profile: ReviewProfile,
  suppressed: ReadonlySet<string>,
): readonly Finding[] {
  const known = reviewed.get(document);
  if (known?.profile === profile && known.suppressed === suppressed) return known.findings;
  const found = applySeverities(checkDocument(document, profile.target), profile.severities);
  const findings = suppressed.size === 0 ? found : found.filter(({ code }) => !suppressed.has(code));
  reviewed.set(document, { profile, suppressed, findings });
  return findings;
}
