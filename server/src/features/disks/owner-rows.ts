import type { DiskOwner, OwnedSectors } from "../../disks/diff/ownership.ts";
import type { SectorRange } from "../../disks/diff/sector-ranges.ts";
import { counted, oneLine } from "../../disks/formats/text.ts";

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
    const name = ownerName(owner);
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
  const shown = ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

function ownerName(owner: DiskOwner): string {
  switch (owner.kind) {
    case "partition-table":
      return "partition table";
    case "outside-partitions":
      return "outside of partitions";
    case "unread":
      return `partition ${owner.partition}, which is not read here`;
    case "free":
      return "free space";
    case "system":
      return `file system: ${oneLine(owner.name)}`;
    case "directory":
      return `directory ${oneLine(owner.path) || "/"}`;
    case "file":
      return `file ${oneLine(owner.path)}`;
    case "slack":
      return `behind the end of ${oneLine(owner.path)}`;
  }
}
