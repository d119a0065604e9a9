import type { OpenedDisk } from "../open-disk.ts";
import { diffFiles, type FileDiff } from "./file-diff.ts";
import { type OwnedSectors, Ownership } from "./ownership.ts";
import { diffSectors, type SectorDiff } from "./sector-diff.ts";

/** What was written between two states of a disk. */
export interface DiskDiff {
  readonly sectors: SectorDiff;
  /** The changed ranges divided among their owners on the later disk; what is free there, among those on the earlier one. */
  readonly owners: readonly OwnedSectors[];
  readonly files: readonly FileDiff[];
}

/** Compares two disks: sectors, whose they are, and files. `sectors` where they were compared before, step by step. */
export function diffDisks(
  before: OpenedDisk,
  after: OpenedDisk,
  sectors: SectorDiff = diffSectors(before.image, after.image),
): DiskDiff {
  const files = diffFiles(before, after, sectors);
  if (sectors.changedSectors === 0) return { sectors, owners: [], files };
  const now = new Ownership(after, sectors);
  for (const { fileSystem } of after.partitions) fileSystem?.release();
  const parts = sectors.ranges.flatMap((range) => now.split(range, sectors.sectorSize));
  if (!parts.some(({ owner }) => owner.kind === "free")) return { sectors, owners: parts, files };
  const then = new Ownership(before, sectors);
  const owners = parts.flatMap((part) =>
    part.owner.kind === "free" ? then.split(part.range, sectors.sectorSize) : [part],
  );
  return { sectors, owners, files };
}
