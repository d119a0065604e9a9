import type { Finding, Severity } from "../../pods/finding.ts";
import type { ReviewedDocument } from "../../pods/review/review-file.ts";

/** More are no help to a reader, and cost every keystroke; the command line reports them all. */
const maxShown = 499;

const bySeverity: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Which findings of a file its reader sees. */
export interface Selection {
  readonly shown: number;
  readonly total: number;
  /** To be asked once for every finding, in document order. */
  readonly isShown: (finding: Finding) => boolean;
}

/** The most severe findings, and of those that tie at the limit the first ones. */
export function selectShown(reviewed: readonly ReviewedDocument[], limit = maxShown): Selection {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { findings } of reviewed) for (const { severity } of findings) counts[severity]++;
  const total = counts.error + counts.warning + counts.information + counts.hint;
  if (total <= limit) return { shown: total, total, isShown: () => true };
  let room = limit;
  const left = { ...counts };
  for (const severity of bySeverity) {
    left[severity] = Math.min(counts[severity], room);
    room -= left[severity];
  }
  return { shown: limit, total, isShown: ({ severity }) => left[severity]-- > 0 };
}
