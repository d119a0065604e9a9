import type { DiskDiff } from "../../disks/diff/diff-disks.ts";
import type { DiskOwner, OwnedSectors } from "../../disks/diff/ownership.ts";
import type { SectorRange } from "../../disks/diff/sector-diff.ts";
import { counted, oneLine } from "../../disks/formats/text.ts";

/** A difference as the JSON has it. */
export interface DiffData {
  readonly sectorSize: number;
  readonly changedSectors: number;
  /** First and last changed sector. */
  readonly ranges: readonly SectorRange[];
  /** The ranges again, divided among those that the sectors belong to. */
  readonly owners: readonly OwnerData[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

interface OwnerData {
  readonly range: SectorRange;
  readonly kind: DiskOwner["kind"];
  readonly partition: number | null;
  /** Path of a file or directory, or name of a file system's own structure. */
  readonly name: string | null;
}

/** The difference of two disks; with `partition` only what concerns that one of the later disk, or of the earlier one where it is gone. */
export function diffData({ sectors, owners, files }: DiskDiff, partition: number | undefined): DiffData {
  const isWanted = (index: number | null): boolean => partition === undefined || index === partition;
  const owned = owners.map(ownerData).filter((owner) => isWanted(owner.partition));
  const wanted = files.filter(({ before, after = before }) => isWanted(after ?? null));
  return {
    sectorSize: sectors.sectorSize,
    ...(partition === undefined ? { changedSectors: sectors.changedSectors, ranges: sectors.ranges } : merged(owned)),
    owners: owned,
    added: wanted.flatMap(({ added }) => added),
    removed: wanted.flatMap(({ removed }) => removed),
    modified: wanted.flatMap(({ modified }) => modified),
  };
}

function ownerData({ range, owner }: OwnedSectors): OwnerData {
  const name = "path" in owner ? owner.path : "name" in owner ? owner.name : null;
  return { range, kind: owner.kind, partition: "partition" in owner ? owner.partition : null, name };
}

/** The ranges of one partition's owners, ascending and joined. */
function merged(owners: readonly OwnerData[]): Pick<DiffData, "changedSectors" | "ranges"> {
  const ranges: [number, number][] = [];
  let changedSectors = 0;
  for (const [first, last] of owners.map(({ range }) => range).toSorted((a, b) => a[0] - b[0])) {
    changedSectors += last - first + 1;
    const previous = ranges.at(-1);
    if (previous !== undefined && previous[1] === first - 1) previous[1] = last;
    else ranges.push([first, last]);
  }
  return { changedSectors, ranges };
}

/** The difference for people: files first, then whose the changed sectors are. */
export function diffText({ sectorSize, changedSectors, ranges, owners, added, removed, modified }: DiffData): string {
  if (changedSectors === 0) return "Nothing was written: the disks are equal.\n";
  const files = [
    ...added.map((path) => `  added     ${oneLine(path)}`),
    ...removed.map((path) => `  removed   ${oneLine(path)}`),
    ...modified.map((path) => `  modified  ${oneLine(path)}`),
  ];
  const heading = `${counted(changedSectors, "sector")} of ${sectorSize} bytes changed, in ${counted(ranges.length, "range")}.`;
  return `${[heading, ...(files.length > 0 ? ["", "Files", ...files] : []), "", "Sectors", ...owners.map(ownerLine)].join("\n")}\n`;
}

const ownerTexts: Readonly<Record<DiskOwner["kind"], string>> = {
  "partition-table": "partition table",
  "outside-partitions": "outside of partitions",
  unread: "volume that is not read here",
  free: "free space",
  system: "file system",
  directory: "directory",
  file: "file",
  slack: "behind the end of",
};

function ownerLine({ range: [first, last], kind, name }: OwnerData): string {
  const sectors = first === last ? String(first) : `${first}-${last}`;
  const what = name === null ? "" : ` ${oneLine(name) || "/"}`;
  return `  ${sectors.padEnd(17)}  ${ownerTexts[kind]}${what}`;
}
