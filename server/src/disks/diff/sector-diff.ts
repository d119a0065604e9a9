import { readInto } from "../byte-source.ts";
import type { DiskImage } from "../image/disk-image.ts";
import { mergeRanges } from "../image/ranges.ts";
import { ProblemLog } from "../problem.ts";
import { SectorRanges } from "./sector-ranges.ts";

const chunkSize = 1024 * 1024;
const pageSize = 4096;

export interface SectorDiff {
  /** Bytes in a sector. */
  readonly sectorSize: number;
  readonly changedSectors: number;
  readonly ranges: SectorRanges;
  /** Stretches that could not be read on one of the disks, and so were not compared. */
  readonly problems: ProblemLog["problems"];
}

/**
 * Compares two disks sector by sector; what neither of them stores is equal without being read, and what one of them
 * is too small for counts as zeros. Gives back control after every MiB, with the bytes that are done, so that a caller can stop.
 */
export function* compareSectors(before: DiskImage, after: DiskImage): Generator<number, SectorDiff> {
  const sectorSize = Math.min(before.sectorSize, after.sectorSize);
  const changed = new SectorRanges();
  const log = new ProblemLog();
  // The same two for all of a disk: buffers of their own would wait for the garbage collector by the dozen.
  const [roomBefore, roomAfter] = [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)];
  let done = 0;
  for (const range of mergeRanges([...before.allocatedRanges(), ...after.allocatedRanges()])) {
    const start = range.offset - (range.offset % pageSize);
    for (let offset = start; offset < range.offset + range.length; offset += chunkSize) {
      const length = Math.min(chunkSize, range.offset + range.length - offset);
      const [a, b] = [roomBefore.subarray(0, length), roomAfter.subarray(0, length)];
      const isEqual = log.attempt(() => {
        readPadded(before, offset, a);
        readPadded(after, offset, b);
        return a.equals(b);
      }, "Not compared");
      if (isEqual === false) findChanges(a, b, offset, sectorSize, changed);
      done += length;
      yield done;
    }
  }
  return { sectorSize, changedSectors: changed.sectors, ranges: changed, problems: log.problems };
}

function readPadded({ source, virtualSize }: DiskImage, offset: number, target: Buffer): void {
  const there = Math.max(0, Math.min(target.length, virtualSize - offset));
  if (there > 0) readInto(source, offset, target.subarray(0, there));
  target.fill(0, there);
}

/** Compares in pages first: most of a chunk with a change in it is equal. */
function findChanges(a: Buffer, b: Buffer, offset: number, sectorSize: number, changed: SectorRanges): void {
  for (let page = 0; page < a.length; page += pageSize) {
    const pageEnd = Math.min(page + pageSize, a.length);
    if (a.compare(b, page, pageEnd, page, pageEnd) === 0) continue;
    for (let sector = page; sector < pageEnd; sector += sectorSize) {
      const end = Math.min(sector + sectorSize, pageEnd);
      if (a.compare(b, sector, end, sector, end) !== 0) changed.add((offset + sector) / sectorSize);
    }
  }
}
