import { DiskError, type ProblemLog } from "../problem.ts";
import type { DiskRange } from "./disk-image.ts";

/** Damaged entries after which the rest of a table is not looked through. */
const maxDamaged = 10_000;

/** What a block allocation table says, in one form for VHD and VHDX. */
export interface BlockTable {
  /** Blocks of the virtual disk. */
  readonly count: number;
  /** Bytes of the virtual disk in a block. */
  readonly blockSize: number;
  /** Bytes that a block takes in the file from {@link BlockTable.fileOffset} on. */
  readonly footprint: number;
  /** Where the block starts in the file; `undefined` where the file does not store it. May throw a DiskError. */
  fileOffset(block: number): number | undefined;
  /** The next block that may be stored, this one or one behind it. */
  afterEmpty(block: number): number;
  /** Offset of the table's entry in the file. */
  entryOffset(block: number): number;
  /** Stretches of the file that hold the container's own structures, where no block can be. */
  readonly reserved: readonly DiskRange[];
}

/**
 * Reads the whole table once, and tells of blocks that lie beyond the file or over each other.
 * @returns stretches of the virtual disk that the file stores, merged; the last block may go beyond the disk's end
 */
export function scanBlocks(table: BlockTable, fileSize: number, log: ProblemLog): readonly DiskRange[] {
  const ranges: { offset: number; length: number }[] = [];
  const places: number[] = [];
  const blockAt = new Map<number, number>();
  let damaged = 0;
  for (let block = table.afterEmpty(0); block < table.count; block = table.afterEmpty(block + 1)) {
    let place: number | undefined;
    try {
      place = table.fileOffset(block);
    } catch (error) {
      log.take(error);
      damaged++;
      // Behind the table's end there is nothing to find, and in a table of garbage neither.
      const isEnd = error instanceof DiskError && error.code === "block-table-too-short";
      if (isEnd || damaged > maxDamaged) break;
      continue;
    }
    if (place === undefined) continue;
    const last = ranges.at(-1);
    const offset = block * table.blockSize;
    // Neighbors are joined at once: a large disk has more blocks than memory should hold ranges.
    if (last !== undefined && last.offset + last.length === offset) last.length += table.blockSize;
    else ranges.push({ offset, length: table.blockSize });
    if (place + table.footprint > fileSize) {
      log.add(
        "block-beyond-file",
        `Block ${block} lies at ${place}, beyond the end of the file.`,
        table.entryOffset(block),
      );
    } else if (table.reserved.some((range) => overlaps(range, place, table.footprint))) {
      log.add(
        "block-in-metadata",
        `Block ${block} lies at ${place}, over the container's own structures.`,
        table.entryOffset(block),
      );
    } else if (blockAt.has(place)) {
      log.add(
        "blocks-overlap",
        `Blocks ${blockAt.get(place)} and ${block} have the same place ${place} in the file.`,
        place,
      );
    } else {
      blockAt.set(place, block);
      places.push(place);
    }
  }
  const sorted = Float64Array.from(places).sort();
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1] ?? 0;
    const place = sorted[i] ?? 0;
    if (place - before >= table.footprint) continue;
    log.add("blocks-overlap", `Blocks ${blockAt.get(before)} and ${blockAt.get(place)} overlap in the file.`, place);
  }
  return ranges;
}

function overlaps({ offset, length }: DiskRange, place: number, footprint: number): boolean {
  return place < offset + length && offset < place + footprint;
}
