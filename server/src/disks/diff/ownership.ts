import type { ExtentOwner, StretchTest } from "../filesystems/file-system.ts";
import type { OpenedDisk, OpenedPartition } from "../open-disk.ts";
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

/** Finds the owners of some sectors of a disk: by its partition table, and by the file systems that it was told of. */
export class Ownership {
  readonly #extents = new OwnerTable();
  readonly #partitions: OpenedDisk["partitions"];
  readonly #ranges: SectorRanges;
  readonly #sectorSize: number;

  /** Only owners of what lies in the ranges are kept: a disk has very many extents. */
  constructor(disk: OpenedDisk, ranges: SectorRanges, sectorSize: number) {
    this.#partitions = disk.partitions;
    this.#ranges = ranges;
    this.#sectorSize = sectorSize;
    for (const { offset, length } of disk.volumes.tableRanges)
      this.#keep(offset, length, { kind: "partition-table" }, 0);
  }

  /**
   * Learns whose the volume's bytes are, by a walk through its file system, which is given up then: two large ones are
   * not in memory together. `touches`: the ranges as the walk before asked for them. Gives back control after some
   * extents, so that a caller can stop.
   */
  *add({ index, offset: origin, fileSystem }: OpenedPartition, touches: StretchTest): Generator<void> {
    let count = 0;
    for (const { offset, length, owner } of fileSystem?.extents(touches) ?? []) {
      this.#keep(origin + offset, length, owner, index);
      if (++count % extentsInStep === 0) yield;
    }
    fileSystem?.release();
  }

  #keep(start: number, length: number, owner: KnownOwner, partition: number): void {
    if (this.#ranges.touches(this.#sectorSize, start, length))
      this.#extents.add(start, start + length, owner, partition);
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
