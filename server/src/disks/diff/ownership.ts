import type { ExtentOwner } from "../filesystems/file-system.ts";
import type { OpenedDisk } from "../open-disk.ts";
import { type SectorDiff, type SectorRange, touches } from "./sector-diff.ts";

/** Whose a stretch of the disk is. **unread**: of a volume that is not read here. */
export type DiskOwner =
  | { readonly kind: "partition-table" }
  | { readonly kind: "outside-partitions" }
  | { readonly kind: "unread"; readonly partition: number }
  | { readonly kind: "free"; readonly partition: number }
  | (ExtentOwner & { readonly partition: number });

/** Sectors of one owner. */
export interface OwnedSectors {
  readonly range: SectorRange;
  readonly owner: DiskOwner;
}

/** Extents after which control is given back. */
const extentsInStep = 64;

interface Interval {
  readonly start: number;
  readonly end: number;
  readonly owner: DiskOwner;
}

/** Finds the owners of some sectors of a disk; built once from the partition table and a walk through every file system. */
export class Ownership {
  readonly #intervals: readonly Interval[];
  readonly #partitions: OpenedDisk["partitions"];

  private constructor(intervals: readonly Interval[], partitions: OpenedDisk["partitions"]) {
    this.#intervals = intervals;
    this.#partitions = partitions;
  }

  /**
   * The owners of what lies in the ranges; no others are kept: a disk has very many extents. Gives back control after
   * some of them, so that a caller can stop.
   */
  static *of(disk: OpenedDisk, { ranges, sectorSize }: SectorDiff): Generator<void, Ownership> {
    const intervals: Interval[] = [];
    const keep = (start: number, length: number, owner: DiskOwner): void => {
      if (touches(ranges, sectorSize, start, length)) intervals.push({ start, end: start + length, owner });
    };
    for (const { offset, length } of disk.volumes.tableRanges) keep(offset, length, { kind: "partition-table" });
    for (const { index, offset: origin, fileSystem } of disk.partitions) {
      let count = 0;
      for (const { offset, length, owner } of fileSystem?.extents() ?? []) {
        keep(origin + offset, length, { ...owner, partition: index });
        if (++count % extentsInStep === 0) yield;
      }
    }
    return new Ownership(
      intervals.sort((a, b) => a.start - b.start),
      disk.partitions,
    );
  }

  /** Divides a range of sectors among its owners, in order. */
  split([first, last]: SectorRange, sectorSize: number): readonly OwnedSectors[] {
    const parts: OwnedSectors[] = [];
    const end = (last + 1) * sectorSize;
    for (let at = first * sectorSize; at < end; ) {
      const { owner, until } = this.#at(at);
      // A sector that two owners share, such as one with slack behind a file's end, goes to the first.
      const stop = Math.min(end, Math.ceil(until / sectorSize) * sectorSize);
      parts.push({ range: [at / sectorSize, stop / sectorSize - 1], owner });
      at = stop;
    }
    return parts;
  }

  #at(offset: number): { owner: DiskOwner; until: number } {
    const index = this.#lastAtMost(offset);
    const interval = this.#intervals[index];
    if (interval !== undefined && offset < interval.end && offset >= interval.start)
      return { owner: interval.owner, until: interval.end };
    const next = this.#intervals[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const partition = this.#partitions.find(
      (candidate) => offset >= candidate.offset && offset < candidate.offset + candidate.size,
    );
    if (partition === undefined) {
      const starts = this.#partitions.map((candidate) => candidate.offset).filter((start) => start > offset);
      return { owner: { kind: "outside-partitions" }, until: Math.min(next, ...starts) };
    }
    const kind = partition.fileSystem === undefined ? "unread" : "free";
    return { owner: { kind, partition: partition.index }, until: Math.min(next, partition.offset + partition.size) };
  }

  /** Index of the last interval that does not start behind `offset`; -1: all do. */
  #lastAtMost(offset: number): number {
    let low = 0;
    let high = this.#intervals.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#intervals[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
