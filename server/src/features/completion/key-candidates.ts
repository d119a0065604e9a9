import { passingList } from "../../pods/handlers/passing.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import type { Target } from "../../pods/target.ts";
import type { Cursor, KeyCursor } from "./cursor.ts";
import type { KeyFit } from "./key-fit.ts";
import { groupCandidates } from "./key-groups.ts";
import { keyCandidates, type Suggestion } from "./key-items.ts";
import { oldKeyCandidates } from "./old-key-items.ts";

/** Something to offer where a key is expected, whatever is typed so far. */
export interface KeyCandidate {
  readonly suggestion: Suggestion;
  readonly rank: KeyFit["rank"];
  /** Keys that it writes; where the map has one of them, it is not offered. */
  readonly keys: readonly string[];
  /** What typed letters are looked for in, in lower case; the first is its name. */
  readonly texts: readonly string[];
}

/** Where a key goes, as far as candidates depend on it. */
export interface KeyPlace {
  readonly syntax: Cursor["set"]["syntax"];
  readonly quote: Cursor["quote"];
  readonly at: KeyCursor;
  readonly view: RuleContext;
  readonly snippets: boolean;
  /** Whether the list tells a label from what stands beside it. */
  readonly labelDetails: boolean;
}

/** As many kinds of places as one target remembers: syntaxes, quotes and kinds of pods that a file mixes. */
const maxPlaces = 32;
const known = new WeakMap<Target, Map<string, readonly KeyCandidate[]>>();

/**
 * Everything that may be offered in a place, best first. It hangs on what kind of map this is and not on what stands in it, so
 * the same array (===) answers key after key.
 */
export function candidatesFor(place: KeyPlace): readonly KeyCandidate[] {
  const { target } = place.view;
  const places = known.get(target) ?? new Map<string, readonly KeyCandidate[]>();
  known.set(target, places);
  const name = nameOf(place);
  let candidates = places.get(name);
  if (candidates === undefined) {
    if (places.size >= maxPlaces) places.clear();
    candidates = collect(place);
    places.set(name, candidates);
  }
  return candidates;
}

function nameOf({ syntax, quote, at, view, snippets, labelDetails }: KeyPlace): string {
  const { set, target } = view;
  const { level, carrier, platform, isolation } = set;
  const handler = carrier === "oci" ? undefined : passingList(set, target)?.handler.name;
  const traits = [syntax, quote, at.hasColon, at.needsComma, snippets, labelDetails];
  return JSON.stringify([...traits, level, carrier, platform.value, isolation.value, podKind(view), handler]);
}

const collect = (place: KeyPlace): readonly KeyCandidate[] =>
  [
    ...(place.snippets ? groupCandidates(place) : []),
    ...keyCandidates(place),
    ...oldKeyCandidates(place),
    // Sorting is stable: candidates of one rank keep their order.
  ].sort((a, b) => a.rank - b.rank);
