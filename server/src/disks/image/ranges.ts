import type { DiskRange } from "./disk-image.ts";

/** The union of ranges, ascending, touching ones merged. */
export function mergeRanges(ranges: readonly DiskRange[]): readonly DiskRange[] {
  const merged: DiskRange[] = [];
  let last: DiskRange | undefined;
  for (const range of [...ranges].sort((a, b) => a.offset - b.offset)) {
    if (range.length === 0) continue;
    if (last !== undefined && range.offset <= last.offset + last.length) {
      last = { offset: last.offset, length: Math.max(last.length, range.offset + range.length - last.offset) };
      merged[merged.length - 1] = last;
    } else {
      last = range;
      merged.push(range);
    }
  }
  return merged;
}

/** Cuts ranges at the end of a disk. */
export function clipRanges(ranges: readonly DiskRange[], size: number): readonly DiskRange[] {
  return ranges
    .filter((range) => range.offset < size)
    .map((range) => ({ offset: range.offset, length: Math.min(range.length, size - range.offset) }));
}

/** Bytes in all of the ranges. */
export function totalLength(ranges: readonly DiskRange[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0);
}
