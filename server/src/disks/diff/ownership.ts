import type { ExtentOwner } from "../filesystems/file-system.ts";
import type { OpenedDisk } from "../open-disk.ts";
import { type KnownOwner, OwnerTable } from "./owner-table.ts";
import type { SectorRange, SectorRanges } from "./sector-ranges.ts";

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

/** Finds the owners of some sectors of a disk; built once from the partition table and a walk through every file system. */
export class Ownership {
  readonly #extents: OwnerTable;
  readonly #partitions: OpenedDisk["partitions"];
  readonly #sectorSize: number;

  private constructor(extents: OwnerTable, partitions: OpenedDisk["partitions"], sectorSize: number) {
    this.#extents = extents;
    this.#partitions = partitions;
    this.#sectorSize = sectorSize;
  }

  /**
   * The owners of what lies in the ranges; no others are kept: a disk has very many extents. Gives back control after
   * some of them, so that a caller can stop.
   */
  static *of(disk: OpenedDisk, ranges: SectorRanges, sectorSize: number): Generator<void, Ownership> {
    const extents = new OwnerTable();
    const keep = (start: number, length: number, owner: KnownOwner, partition: number): void => {
      if (ranges.touches(sectorSize, start, length)) extents.add(start, start + length, owner, partition);
    };
    for (const { offset, length } of disk.volumes.tableRanges) keep(offset, length, { kind: "partition-table" }, 0);
    for (const { index, offset: origin, fileSystem } of disk.partitions) {
      let count = 0;
      for (const { offset, length, owner } of fileSystem?.extents() ?? []) {
        keep(origin + offset, length, owner, index);
        if (++count % extentsInStep === 0) yield;
      }
    }
    extents.sort();
    return new Ownership(extents, disk.partitions, sectorSize);
  }

  /** Divides ranges of sectors among their owners, in order. */
  *divide(ranges: Iterable<SectorRange>): Generator<OwnedSectors> {
    const size = this.#sectorSize;
    for (const [first, last] of ranges) {
      const end = (last + 1) * size;
      for (let at = first * size; at < end; ) {
        const { owner, until } = this.#at(at);
        // A sector that two owners share, such as one with slack behind a file's end, goes to the first.
        const stop = Math.min(end, Math.ceil(until / size) * size);
        yield { range: [at / size, stop / size - 1], owner };
        at = stop;
      }
    }
  }

  #at(offset: number): { owner: DiskOwner; until: number } {
    const index = this.#extents.lastAtMost(offset);
    const interval = this.#extents.at(index);
    if (interval !== undefined && offset < interval.end) return { owner: interval.owner, until: interval.end };
    const next = this.#extents.at(index + 1)?.start ?? Number.POSITIVE_INFINITY;
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
}
