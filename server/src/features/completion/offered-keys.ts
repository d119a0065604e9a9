import type { RuleContext } from "../../pods/rules/rule.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { Cursor, KeyCursor } from "./cursor.ts";
import { candidatesFor, type KeyCandidate } from "./key-candidates.ts";
import { renamed, unfit } from "./key-fit.ts";
import { keysBeside, type Suggestion } from "./key-items.ts";
import { type MatchQuality, matchKey, matchQuality } from "./match-key.ts";

interface Offered {
  readonly candidate: KeyCandidate;
  readonly quality: MatchQuality;
}

/**
 * The keys that go with what is typed, best first, and to be asked for again when more is: an editor ranks by how well letters
 * fit before it looks at `sortText`, so all of them are filtered by what is typed, which fits each equally well.
 * @param offset of the cursor in the manifest document: what stands behind it does not filter.
 */
export function offeredKeys(
  text: string,
  offset: number,
  cursor: Cursor,
  at: KeyCursor,
  view: RuleContext,
  { snippets, labelDetails }: Pick<ClientProfile, "snippets" | "labelDetails">,
): Suggestion[] {
  const taken = keysBeside(cursor);
  const written = text.slice(cursor.replaced.start, Math.max(offset, cursor.replaced.start));
  const typed = written.slice(cursor.quote.length).toLowerCase();
  const { set, quote } = cursor;
  const indent = " ".repeat(cursor.indent ?? 0);
  const offered: Offered[] = [];
  for (const candidate of candidatesFor({ syntax: set.syntax, quote, at, view, snippets, labelDetails })) {
    if (candidate.keys.some((key) => taken.has(key))) continue;
    const quality = bestMatch(typed, candidate.texts);
    if (quality === undefined || (indent !== "" && quality === matchQuality.scattered)) continue;
    offered.push({ candidate, quality });
  }
  const filter = written === "" ? {} : { filterText: written };
  return offered.sort(byFit).map(({ candidate: { suggestion } }, index) => ({
    ...suggestion,
    newText: indented(suggestion.newText, indent),
    sortText: String(index).padStart(3, "0"),
    ...filter,
  }));
}

const indented = (text: string, indent: string): string =>
  indent === "" ? text : indent + text.replaceAll("\n", `\n${indent}`);

function bestMatch(typed: string, texts: readonly string[]): MatchQuality | undefined {
  let best: MatchQuality | undefined;
  for (const [index, text] of texts.entries()) {
    const found = matchKey(typed, text);
    const quality = found === matchQuality.exact && index > 0 ? matchQuality.start : found;
    if (quality !== undefined && (best === undefined || quality < best)) best = quality;
  }
  return best;
}

/**
 * Renamed keys come last, unless one is typed out. Letters that stand together count more than those that only occur, then what
 * fits the pod, then the better match.
 */
function byFit(a: Offered, b: Offered): number {
  const isOld = ({ candidate, quality }: Offered): number =>
    Number(candidate.rank === renamed && quality !== matchQuality.exact);
  const isScattered = ({ quality }: Offered): number => Number(quality === matchQuality.scattered);
  const isUnfit = ({ candidate }: Offered): number => Number(candidate.rank >= unfit);
  const isExact = ({ quality }: Offered): number => Number(quality === matchQuality.exact);
  return (
    isOld(a) - isOld(b) ||
    isScattered(a) - isScattered(b) ||
    isUnfit(a) - isUnfit(b) ||
    isExact(b) - isExact(a) ||
    a.quality - b.quality ||
    a.candidate.rank - b.candidate.rank
  );
}
