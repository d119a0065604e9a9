import type { ByteSource } from "../byte-source.ts";
import { type Extent, extentSource } from "../extent-source.ts";
import { DiskError } from "../problem.ts";
import { bitmapRun } from "./bitmap-run.ts";
import type { BlockTable } from "./block-scan.ts";
import { EntryTable } from "./entry-table.ts";
import { fileExtent } from "./file-extent.ts";
import { type VhdDynamicHeader, vhdHeaderSize } from "./vhd-dynamic-header.ts";
import { vhdFooterSize } from "./vhd-footer.ts";

const absent = 0xffffffff;
const sector = 512;

/** Bytes of the sector bitmap in front of a block's data: a bit a sector, rounded up to whole sectors. */
export function vhdBitmapSize(blockSize: number): number {
  return Math.ceil(blockSize / sector / 8 / sector) * sector;
}

/** The block allocation table: entries are sector numbers of bitmap plus data. */
export function vhdBlockTable(file: ByteSource, header: VhdDynamicHeader, virtualSize: number): BlockTable {
  const entries = new EntryTable(file, header.tableOffset, 4, header.maxEntries, 0xff);
  return {
    count: Math.ceil(virtualSize / header.blockSize),
    blockSize: header.blockSize,
    footprint: vhdBitmapSize(header.blockSize) + header.blockSize,
    entryOffset: (block) => entries.offsetOf(block),
    reserved: [
      { offset: 0, length: vhdFooterSize },
      { offset: header.offset, length: vhdHeaderSize },
      { offset: header.tableOffset, length: entries.count * 4 },
    ],
    afterEmpty: (block) => entries.afterEmpty(block),
    fileOffset(block) {
      const { page, at } = entries.entry(block);
      const entry = page.readUInt32BE(at);
      if (entry === absent) return undefined;
      if (entry === 0) {
        throw new DiskError(
          "vhd-block-at-zero",
          `Block ${block} is said to be at the footer's copy.`,
          entries.offsetOf(block),
        );
      }
      return entry * sector;
    },
  };
}

/**
 * The virtual disk. Where there is a parent, a block's bitmap says sector by sector (most significant bit first)
 * what is here; without one the bitmap is not asked: writers differ in what they leave there, the data is always right.
 */
export function vhdBlockSource(
  file: ByteSource,
  table: BlockTable,
  virtualSize: number,
  parent: ByteSource | undefined,
): ByteSource {
  const { blockSize } = table;
  const bitmapSize = vhdBitmapSize(blockSize);

  const extentAt = (offset: number): Extent => {
    const block = Math.floor(offset / blockSize);
    const within = offset - block * blockSize;
    const rest = blockSize - within;
    const place = table.fileOffset(block);
    if (place === undefined) return { length: rest, base: parent, at: offset };
    if (parent === undefined) return fileExtent(file, place + bitmapSize + within, rest);
    const first = Math.floor(within / sector);
    const bitmap = file.read(place, bitmapSize);
    const run = bitmapRun(bitmap, "msb-first", first, blockSize / sector - first);
    const length = run.length * sector - (within - first * sector);
    return run.set ? fileExtent(file, place + bitmapSize + within, length) : { length, base: parent, at: offset };
  };
  return extentSource(virtualSize, extentAt);
}
