import type { DiskOwner, OwnedSectors } from "../../disks/diff/ownership.ts";
import type { SectorRange } from "../../disks/diff/sector-diff.ts";
import { counted, oneLine } from "../../disks/formats/text.ts";

/** Ranges that are named of one owner; the rest is counted. */
const shownRanges = 4;

/** A row for each owner in the order of the disk: who, how many sectors, which. */
export function ownerRows(owners: readonly OwnedSectors[]): readonly (readonly string[])[] {
  const byOwner = new Map<string, SectorRange[]>();
  for (const { range, owner } of owners) {
    const name = ownerName(owner);
    const ranges = byOwner.get(name);
    if (ranges === undefined) byOwner.set(name, [range]);
    else ranges.push(range);
  }
  return [...byOwner].map(([name, ranges]) => {
    const count = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    return [name, counted(count, "sector"), rangesText(ranges)];
  });
}

function rangesText(ranges: readonly SectorRange[]): string {
  const shown = ranges
    .slice(0, shownRanges)
    .map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  const rest = ranges.length - shown.length;
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
