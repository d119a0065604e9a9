import { countLetters, editDistance, leastDistance } from "./edit-distance.ts";
import { allFacts } from "./registry.ts";

/** A key that may be meant, taken apart once. */
interface Candidate {
  readonly key: string;
  readonly folded: string;
  readonly letters: Uint16Array;
  /** Letters and digits alone: what is left when case, separators and blanks are mixed up. */
  readonly squashed: string;
  readonly segments: readonly string[];
  readonly leaf: string;
  readonly isPrefix: boolean;
}

const squash = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

function takeApart(key: string): Omit<Candidate, "isPrefix"> {
  const folded = key.trim().toLowerCase();
  const segments = folded.split(/[./]/).filter((segment) => segment !== "");
  return { key, folded, letters: countLetters(folded), squashed: squash(key), segments, leaf: segments.at(-1) ?? "" };
}

let candidates: readonly Candidate[] | undefined;

function allCandidates(): readonly Candidate[] {
  candidates ??= allFacts
    .filter(({ neverRead }) => !neverRead)
    .map(({ key, isPrefix }) => ({ ...takeApart(key), isPrefix }));
  return candidates;
}

const guidAtEnd = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Slips that still look like slips: two in a short key, four in a long one. */
const slipsIn = (text: string): number => Math.max(2, Math.min(4, Math.floor(text.length / 12)));

/** Last segments that are alike: exactly for a short one, with up to two slips for a long one. */
function leafDistance(a: string, b: string): number | undefined {
  const limit = b.length < 8 ? 0 : 2;
  const distance = editDistance(a, b, limit);
  return distance > limit || b.length < 5 ? undefined : distance;
}

/** The cost of a right last segment in a wrong family; undefined where too little is left in common. */
function familyCost(written: Omit<Candidate, "isPrefix">, candidate: Candidate): number | undefined {
  const leaf = leafDistance(written.leaf, candidate.leaf);
  if (leaf === undefined) return undefined;
  const rest = candidate.segments.slice(0, -1);
  const own = written.segments.slice(0, -1);
  const wrong = own.filter((segment) => !rest.includes(segment)).length;
  const missing = rest.filter((segment) => !own.includes(segment)).length;
  const total = leaf * 4 + wrong * 2 + missing;
  return total <= 6 ? total : undefined;
}

function cost(written: Omit<Candidate, "isPrefix">, candidate: Candidate): number | undefined {
  const limit = slipsIn(candidate.key);
  if (leastDistance(written.letters, candidate.letters) <= limit) {
    const distance = editDistance(written.folded, candidate.folded, limit);
    if (distance <= limit) return distance;
  }
  // Something was appended to a whole key.
  if (written.folded.startsWith(`${candidate.folded}.`)) return 2;
  return familyCost(written, candidate);
}

/** A key of the hv-socket family is compared without its GUID, which is kept. */
function nearestOfFamily(key: string): string | undefined {
  const guid = guidAtEnd.exec(key)?.[0];
  if (guid === undefined) return undefined;
  const written = key.slice(0, -guid.length);
  const family = allCandidates().find(
    (candidate) =>
      candidate.isPrefix &&
      (candidate.squashed === squash(written) || editDistance(written.toLowerCase(), candidate.key, 4) <= 4),
  );
  return family && family.key + guid;
}

function search(key: string): string | undefined {
  const family = nearestOfFamily(key);
  if (family !== undefined) return family;
  const written = takeApart(key);
  const plain = allCandidates().filter(({ isPrefix }) => !isPrefix);
  const same = plain.find(({ squashed }) => squashed === written.squashed);
  if (same !== undefined) return same.key;
  let best: { readonly key: string; readonly cost: number } | undefined;
  let isTied = false;
  for (const candidate of plain) {
    const price = cost(written, candidate);
    if (price === undefined || (best !== undefined && price > best.cost)) continue;
    isTied = best?.cost === price;
    best = { key: candidate.key, cost: price };
  }
  return isTied ? undefined : best?.key;
}

/** No key that is meant for hcsshim comes near this length, characters. */
const longestKey = 200;

/** An edit asks for the same keys again; dropped as a whole when full, so it never grows without bound. */
const answers = new Map<string, string | undefined>();
const mostAnswers = 10_000;

/**
 * The declared key that the author of an unknown key most likely meant: the same letters in another case or with other
 * separators first, then few slips, then the right last segment in the wrong family. Undefined where nothing is near or
 * where two keys are equally near.
 */
export function nearestKey(key: string): string | undefined {
  if (key.length > longestKey) return undefined;
  if (answers.has(key)) return answers.get(key);
  const answer = search(key);
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}
