/** How many characters both texts begin with. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/**
 * How many single-character edits, swaps of neighbors included, turn one text into the other (optimal string alignment).
 * Only the band of the table that can stay within the limit is computed.
 *
 * @param limit the largest distance of interest, at least 0
 * @returns the distance, or `limit + 1` where it is larger
 */
export function editDistance(a: string, b: string, limit: number): number {
  const tooFar = limit + 1;
  if (a === b) return 0;
  if (limit === 0 || Math.abs(a.length - b.length) > limit) return tooFar;
  // The character before a difference may be half of a swap, so it stays.
  const start = Math.max(0, commonStart(a, b) - 1);
  const width = b.length - start;
  let older = new Array<number>(width + 1).fill(tooFar);
  let previous = Array.from({ length: width + 1 }, (_, column) => Math.min(column, tooFar));
  for (let row = 1; row <= a.length - start; row += 1) {
    const current = new Array<number>(width + 1).fill(tooFar);
    current[0] = Math.min(row, tooFar);
    let least = row;
    const at = start + row - 1;
    for (let column = Math.max(1, row - limit); column <= Math.min(width, row + limit); column += 1) {
      const to = start + column - 1;
      const isSwap = row > 1 && column > 1 && a[at] === b[to - 1] && a[at - 1] === b[to];
      const cost = Math.min(
        tooFar,
        (previous[column] ?? tooFar) + 1,
        (current[column - 1] ?? tooFar) + 1,
        (previous[column - 1] ?? tooFar) + (a[at] === b[to] ? 0 : 1),
        isSwap ? (older[column - 2] ?? tooFar) + 1 : tooFar,
      );
      current[column] = cost;
      least = Math.min(least, cost);
    }
    // A swap reaches back over one row, so only two rows beyond the limit end it.
    if (least > limit && Math.min(...previous) > limit) return tooFar;
    older = previous;
    previous = current;
  }
  return previous[width] ?? tooFar;
}

const letterKinds = 32;

/** How often each kind of character occurs in a text; a few characters share a kind. */
export function countLetters(text: string): Uint16Array {
  const counts = new Uint16Array(letterKinds);
  for (let index = 0; index < text.length; index += 1) {
    const kind = text.charCodeAt(index) % letterKinds;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** A distance that two texts have at least, from their letters alone: cheap, to rule most pairs out. */
export function leastDistance(a: Uint16Array, b: Uint16Array): number {
  let more = 0;
  let less = 0;
  for (let kind = 0; kind < letterKinds; kind += 1) {
    const difference = (a[kind] ?? 0) - (b[kind] ?? 0);
    if (difference > 0) more += difference;
    else less -= difference;
  }
  return Math.max(more, less);
}
