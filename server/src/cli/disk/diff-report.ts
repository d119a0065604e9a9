import type { DiskDiff } from "../../disks/diff/diff-disks.ts";
import { type NamedOwner, nameOwner, ownerText, rangeText } from "../../disks/diff/owner-text.ts";
import { type SectorRange, SectorRanges } from "../../disks/diff/sector-ranges.ts";
import { counted, oneLine } from "../../disks/formats/text.ts";

/** A difference as the JSON has it. */
export interface DiffData {
  readonly sectorSize: number;
  readonly changedSectors: number;
  /** First and last changed sector. */
  readonly ranges: SectorRanges;
  /** The ranges again, divided among those that the sectors belong to. */
  readonly owners: Iterable<OwnerData>;
  readonly added: Iterable<string>;
  readonly removed: Iterable<string>;
  readonly modified: Iterable<string>;
}

interface OwnerData extends NamedOwner {
  readonly range: SectorRange;
}

/** The difference of two disks; with `partition` only what concerns that one of the later disk, or of the earlier one where it is gone. */
export function diffData({ sectors, owners, files }: DiskDiff, partition: number | undefined): DiffData {
  const isWanted = (index: number | null): boolean => partition === undefined || index === partition;
  const wanted = files.filter(({ before, after = before }) => isWanted(after ?? null));
  const owned = later(function* () {
    for (const { range, owner } of owners) {
      const named = nameOwner(owner);
      if (isWanted(named.partition)) yield { range, ...named };
    }
  });
  const paths = (kind: "added" | "removed" | "modified"): Iterable<string> =>
    later(function* () {
      for (const each of wanted) yield* each[kind];
    });
  const ranges = partition === undefined ? sectors.ranges : rangesOf(owned);
  return {
    sectorSize: sectors.sectorSize,
    changedSectors: ranges.sectors,
    ranges,
    owners: owned,
    added: paths("added"),
    removed: paths("removed"),
    modified: paths("modified"),
  };
}

/** What is made while it is read, each time anew: there may be hundreds of thousands. */
function later<Item>(read: () => Iterator<Item>): Iterable<Item> {
  return { [Symbol.iterator]: read };
}

function rangesOf(owners: Iterable<OwnerData>): SectorRanges {
  const ranges = new SectorRanges();
  for (const { range } of owners) ranges.add(...range);
  return ranges;
}

/** The difference for people, in pieces: files first, then whose the changed sectors are. */
export function* diffText({ sectorSize, changedSectors, ranges, owners, ...files }: DiffData): Generator<string> {
  if (changedSectors === 0) {
    yield "Nothing was written: the disks are equal.\n";
    return;
  }
  yield `${counted(changedSectors, "sector")} of ${sectorSize} bytes changed, in ${counted(ranges.length, "range")}.\n`;
  let heading = "\nFiles\n";
  for (const kind of ["added", "removed", "modified"] as const) {
    for (const path of files[kind]) {
      yield `${heading}  ${kind.padEnd(8)}  ${oneLine(path)}\n`;
      heading = "";
    }
  }
  yield "\nSectors\n";
  for (const owner of owners) yield `  ${rangeText(owner.range).padEnd(17)}  ${ownerText(owner)}\n`;
}
