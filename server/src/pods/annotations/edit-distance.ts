/**
 * How many single-character edits, swaps of neighbours included, turn one text into the other (optimal string alignment).
 *
 * @param limit the largest distance of interest, at least 0
 * @returns the distance, or `limit + 1` where it is larger
 */
export function editDistance(a: string, b: string, limit: number): number {
  const tooFar = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooFar;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const cost = Math.min(
        (previous[column] ?? tooFar) + 1,
        (current[column - 1] ?? tooFar) + 1,
        (previous[column - 1] ?? tooFar) + (isSame ? 0 : 1),
        isSwap ? (older[column - 2] ?? tooFar) + 1 : tooFar,
      );
      current.push(cost);
      least = Math.min(least, cost);
    }
    // A swap reaches back over one row, so two rows beyond the limit end it.
    if (least > limit && Math.min(...previous) > limit) return tooFar;
    older = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? tooFar, tooFar);
}
