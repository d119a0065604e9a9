import type { OpenedDisk } from "../open-disk.ts";
import { runSteps } from "../run-steps.ts";
import { compareFiles, type FileDiff } from "./file-diff.ts";
import { type OwnedSectors, Ownership } from "./ownership.ts";
import { compareSectors, type SectorDiff } from "./sector-diff.ts";

/** What was written between two states of a disk. */
export interface DiskDiff {
  readonly sectors: SectorDiff;
  /** The changed ranges divided among their owners on the later disk; what is free there, among those on the earlier one. */
  readonly owners: readonly OwnedSectors[];
  readonly files: readonly FileDiff[];
}

/**
 * Compares two disks: sectors, whose they are, and files. Gives back control often, with the bytes whose sectors are
 * compared, so that a caller can stop.
 */
export function* diffInSteps(before: OpenedDisk, after: OpenedDisk): Generator<number, DiskDiff> {
  const sectors = yield* compareSectors(before.image, after.image);
  const done = Math.max(before.image.allocatedBytes, after.image.allocatedBytes);
  const files = yield* quietly(compareFiles(before, after, sectors), done);
  if (sectors.changedSectors === 0) return { sectors, owners: [], files };
  const now = yield* quietly(Ownership.of(after, sectors), done);
  release(after);
  const parts = sectors.ranges.flatMap((range) => now.split(range, sectors.sectorSize));
  if (!parts.some(({ owner }) => owner.kind === "free")) return { sectors, owners: parts, files };
  const then = yield* quietly(Ownership.of(before, sectors), done);
  release(before);
  const owners = parts.flatMap((part) =>
    part.owner.kind === "free" ? then.split(part.range, sectors.sectorSize) : [part],
  );
  return { sectors, owners, files };
}

/** {@link diffInSteps} without a stop. */
export function diffDisks(before: OpenedDisk, after: OpenedDisk): DiskDiff {
  return runSteps(diffInSteps(before, after));
}

/** Work that has no measure of its own. */
function* quietly<Result>(steps: Generator<void, Result>, done: number): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield done;
  }
}

/** Two large volumes are not in memory together. */
function release({ partitions }: OpenedDisk): void {
  for (const { fileSystem } of partitions) fileSystem?.release();
}
