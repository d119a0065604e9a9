import type { OpenedDisk } from "../open-disk.ts";
import { runSteps } from "../run-steps.ts";
import { compareFiles, type FileDiff } from "./file-diff.ts";
import { type OwnedSectors, Ownership } from "./ownership.ts";
import { compareSectors, type SectorDiff } from "./sector-diff.ts";
import type { SectorRanges } from "./sector-ranges.ts";

/** What was written between two states of a disk. */
export interface DiskDiff {
  readonly sectors: SectorDiff;
  /**
   * The changed ranges divided among their owners on the later disk; what is free there, among those on the earlier one.
   * Divided anew each time that it is iterated.
   */
  readonly owners: Iterable<OwnedSectors>;
  readonly files: readonly FileDiff[];
}

/**
 * Compares two disks: sectors, whose they are, and files. Gives back control often, with the bytes whose sectors are
 * compared, so that a caller can stop.
 */
export function* diffInSteps(before: OpenedDisk, after: OpenedDisk): Generator<number, DiskDiff> {
  const sectors = yield* compareSectors(before.image, after.image);
  const done = Math.max(before.image.allocatedBytes, after.image.allocatedBytes);
  const { ranges, sectorSize } = sectors;
  const owners = {
    before: new Ownership(before, ranges, sectorSize),
    after: new Ownership(after, ranges, sectorSize),
  };
  const files = yield* quietly(compareFiles(before, after, sectors, owners), done);
  return { sectors, owners: { [Symbol.iterator]: () => divide(ranges, owners.before, owners.after) }, files };
}

/** Ranges among their owners now; what is free now may have been somebody's before. */
function* divide(ranges: SectorRanges, then: Ownership, now: Ownership): Generator<OwnedSectors> {
  for (const part of now.divide(ranges)) {
    if (part.owner.kind === "free") yield* then.divide([part.range]);
    else yield part;
  }
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
