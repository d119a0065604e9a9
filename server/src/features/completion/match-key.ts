/**
 * How well typed letters fit a key; the lower, the better. `exact`: the whole key. `start`: they begin the key or one of its
 * words. `inside`: they stand together somewhere else. `scattered`: they all occur, in this order.
 */
export const matchQuality = { exact: 0, start: 1, inside: 2, scattered: 3 } as const;
export type MatchQuality = (typeof matchQuality)[keyof typeof matchQuality];

/** @param typed in lower case, as is `text`. @returns undefined where the letters are not all there. */
export function matchKey(typed: string, text: string): MatchQuality | undefined {
  if (typed === "") return matchQuality.start;
  if (typed === text) return matchQuality.exact;
  let isInside = false;
  for (let at = text.indexOf(typed); at !== -1; at = text.indexOf(typed, at + 1)) {
    if (at === 0 || isSeparator(text.charCodeAt(at - 1))) return matchQuality.start;
    isInside = true;
  }
  if (isInside) return matchQuality.inside;
  return hasLetters(typed, text) ? matchQuality.scattered : undefined;
}

/** One of ` -./_`. */
const isSeparator = (code: number): boolean =>
  code === 0x20 || code === 0x2d || code === 0x2e || code === 0x2f || code === 0x5f;

function hasLetters(typed: string, text: string): boolean {
  let at = 0;
  for (let letter = 0; letter < typed.length; letter++) {
    at = text.indexOf(typed.charAt(letter), at) + 1;
    if (at === 0) return false;
  }
  return true;
}
