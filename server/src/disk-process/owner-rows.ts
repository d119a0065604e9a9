import { nameOwner, ownerText, rangeText } from "../disks/diff/owner-text.ts";
import type { OwnedSectors } from "../disks/diff/ownership.ts";
import type { SectorRange } from "../disks/diff/sector-ranges.ts";
import { counted } from "../disks/formats/text.ts";

/** Ranges that are named of one owner; the rest is counted. */
const shownRanges = 4;

/** Owners that have a row of their own; the sectors of the others are counted together. */
const mostOwners = 2000;

/** What is told of one owner. */
interface OwnerSum {
  sectors: number;
  ranges: number;
  readonly shown: SectorRange[];
}

/** A row for each owner in the order of the disk: who, how many sectors, which. */
export function ownerRows(owners: Iterable<OwnedSectors>): readonly (readonly string[])[] {
  const byOwner = new Map<string, OwnerSum>();
  for (const { range, owner } of owners) {
    const name = ownerText(nameOwner(owner));
    const key = byOwner.has(name) || byOwner.size < mostOwners ? name : "others";
    const sum = byOwner.get(key) ?? { sectors: 0, ranges: 0, shown: [] };
    byOwner.set(key, sum);
    sum.sectors += range[1] - range[0] + 1;
    if (++sum.ranges <= shownRanges) sum.shown.push(range);
  }
  return [...byOwner].map(([name, { sectors, ranges, shown }]) => {
    return [name, counted(sectors, "sector"), rangesText(shown, ranges - shown.length)];
  });
}

function rangesText(ranges: readonly SectorRange[], rest: number): string {
  const shown = ranges.map(rangeText);
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
