import type { OpenedPartition } from "../open-disk.ts";
import type { SectorDiff } from "./sector-diff.ts";

/** Where a file's content lies, and whether anything changed there. */
export interface Footprint {
  /** Offsets and lengths as text, for comparison. */
  place: string;
  touched: boolean;
}

/** The footprint of every file that has clusters of its own, by path. */
export function footprints(
  partition: OpenedPartition | undefined,
  sectors: SectorDiff,
): ReadonlyMap<string, Footprint> {
  const prints = new Map<string, Footprint>();
  for (const { offset, length, owner } of partition?.fileSystem?.extents() ?? []) {
    if (owner.kind !== "file") continue;
    const start = (partition?.offset ?? 0) + offset;
    const print = prints.get(owner.path) ?? { place: "", touched: false };
    print.place += `${start}+${length} `;
    print.touched ||= isTouched(start, start + length, sectors);
    prints.set(owner.path, print);
  }
  return prints;
}

function isTouched(start: number, end: number, { ranges, sectorSize }: SectorDiff): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (((ranges[middle]?.[1] ?? 0) + 1) * sectorSize <= start) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range[0] * sectorSize < end;
}
