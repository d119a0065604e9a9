import type { ByteSource } from "../byte-source.ts";
import { vhdBitmapSize } from "./vhd-blocks.ts";
import { vhdHeaderSize } from "./vhd-dynamic-header.ts";

const mib = 1024 * 1024;
const sector = 512;
const absent = 0xffffffff;
/** What writers use, the usual one first. */
const blockSizes = [2 * mib, 512 * 1024, mib, 4 * mib] as const;
/** Entries of a table that is tried: 2 TiB in blocks of 2 MiB. */
const maxEntries = 1024 * 1024;
/** What may lie behind the last block: the footer, and the rest of a page. */
const maxTail = 4096;

/** Where the blocks of a dynamic VHD are. */
export interface GuessedLayout {
  readonly tableOffset: number;
  readonly maxEntries: number;
  readonly blockSize: number;
}

/**
 * The layout of a disk whose dynamic header at `headerOffset` is lost: as every writer lays it out, the table right behind
 * the header. `undefined` unless exactly one block size makes the table fit the file: every block behind the table, each
 * at its own place, one behind the other up to the file's end.
 */
export function guessLayout(file: ByteSource, headerOffset: number, diskSize: number): GuessedLayout | undefined {
  const tableOffset = headerOffset + vhdHeaderSize;
  const fitting = blockSizes.flatMap((blockSize) => {
    const count = Math.ceil(diskSize / blockSize);
    const isPossible = count > 0 && count <= maxEntries && tableOffset + count * 4 <= file.size;
    const fits = isPossible && fitsFile(file, file.read(tableOffset, count * 4), tableOffset, blockSize);
    return fits ? [{ tableOffset, maxEntries: count, blockSize }] : [];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function fitsFile(file: ByteSource, table: Buffer, tableOffset: number, blockSize: number): boolean {
  const footprint = vhdBitmapSize(blockSize) + blockSize;
  const places: number[] = [];
  for (let at = 0; at < table.length; at += 4) {
    const entry = table.readUInt32BE(at);
    if (entry !== absent) places.push(entry * sector);
  }
  places.sort((a, b) => a - b);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined || first < tableOffset + table.length) return false;
  const tail = file.size - last - footprint;
  return tail >= 0 && tail <= maxTail && places.every((place, index) => place === first + index * footprint);
}
