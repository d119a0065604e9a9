import type { Finding, Severity } from "../../pods/finding.ts";
import type { ReviewedDocument } from "../../pods/review/review-file.ts";

/** More are no help to a reader, and cost every keystroke; the command line reports them all. */
export const maxShown = 499;

/** How many findings of each severity; of a document's, the first ones. */
export type Share = Readonly<Record<Severity, number>>;

/** Which findings of a file its reader sees. */
export interface Selection {
  readonly shown: number;
  readonly total: number;
  /** What is shown of each document, in the order of the documents. */
  readonly shares: readonly Share[];
}

/** The most severe findings, and of those that tie at the limit the first ones. */
export function selectShown(reviewed: readonly ReviewedDocument[], limit = maxShown): Selection {
  const counts = reviewed.map(({ findings }) => countsOf(findings));
  const all = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const each of counts) {
    all.error += each.error;
    all.warning += each.warning;
    all.information += each.information;
    all.hint += each.hint;
  }
  const total = all.error + all.warning + all.information + all.hint;
  if (total <= limit) return { shown: total, total, shares: counts };
  const error = Math.min(all.error, limit);
  const warning = Math.min(all.warning, limit - error);
  const information = Math.min(all.information, limit - error - warning);
  const left = { error, warning, information, hint: limit - error - warning - information };
  return { shown: limit, total, shares: counts.map((each) => taken(left, each)) };
}

/** Takes what there is of `wanted` out of `left`. */
function taken(left: Record<Severity, number>, wanted: Share): Share {
  const share = {
    error: Math.min(left.error, wanted.error),
    warning: Math.min(left.warning, wanted.warning),
    information: Math.min(left.information, wanted.information),
    hint: Math.min(left.hint, wanted.hint),
  };
  left.error -= share.error;
  left.warning -= share.warning;
  left.information -= share.information;
  left.hint -= share.hint;
  return share;
}

/** How many errors there are among a document's findings. */
export const errorsIn = (findings: readonly Finding[]): number => countsOf(findings).error;

/** By the findings array, which is one object as long as a document is untouched. */
const counted = new WeakMap<readonly Finding[], Share>();

function countsOf(findings: readonly Finding[]): Share {
  const known = counted.get(findings);
  if (known !== undefined) return known;
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  counted.set(findings, counts);
  return counts;
}
