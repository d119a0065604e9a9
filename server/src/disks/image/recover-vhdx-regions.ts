import type { ByteSource } from "../byte-source.ts";
import { DiskError, ProblemLog } from "../problem.ts";
import type { DiskRange } from "./disk-image.ts";
import { readMetadata, type VhdxMetadata } from "./vhdx-metadata.ts";
import type { VhdxRegion, VhdxRegions } from "./vhdx-regions.ts";

const mib = 1024 * 1024;
/** How far regions are looked for: writers put them at the start of the file, behind a log of a few MiB. */
const searched = 64 * mib;
/** A larger table of blocks is not tried. */
const largestTable = 16 * mib;
const sectorsPerChunk = 2 ** 23;
const stored = new Set([6, 7]);
const empty = new Set([0, 1, 2, 3]);

/**
 * The regions of a file that lost both region tables. Metadata are found by their signature; the block allocation table is
 * the one MiB-aligned place near them whose every entry is possible in this file. `undefined` where that is not one place
 * alone, or the metadata do not say how large the table is.
 */
export function recoverRegions(file: ByteSource, log: DiskRange | undefined): VhdxRegions | undefined {
  const metadata = findMetadata(file);
  if (metadata === undefined) return undefined;
  const { region, facts } = metadata;
  const length = tableEntries(facts) * 8;
  if (length > largestTable) return undefined;
  const others: readonly DiskRange[] = [region, ...(log === undefined ? [] : [log])];
  const places: VhdxRegion[] = [];
  for (let offset = mib; offset < searched && offset + length <= file.size; offset += mib) {
    const place = { offset, length: Math.ceil(length / mib) * mib };
    if (others.some((other) => overlaps(other, place))) continue;
    if (isTable(file.read(offset, length), facts, file.size, [...others, place])) places.push(place);
  }
  const [bat, ...more] = places;
  return bat === undefined || more.length > 0 ? undefined : { bat, metadata: region };
}

function findMetadata(file: ByteSource): { region: VhdxRegion; facts: VhdxMetadata } | undefined {
  for (let offset = mib; offset < searched && offset + mib <= file.size; offset += mib) {
    if (file.read(offset, 8).toString("latin1") !== "metadata") continue;
    const region = { offset, length: mib };
    try {
      return { region, facts: readMetadata(file, region, new ProblemLog()) };
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
    }
  }
  return undefined;
}

function tableEntries({ blockSize, sectorSize, virtualSize, hasParent }: VhdxMetadata): number {
  const blocks = Math.ceil(virtualSize / blockSize);
  const perChunk = (sectorsPerChunk * sectorSize) / blockSize;
  return hasParent ? Math.ceil(blocks / perChunk) * (perChunk + 1) : blocks + Math.floor((blocks - 1) / perChunk);
}

/** Whether every entry is possible: a known state, nothing in reserved bits, blocks at their own places in the file. */
function isTable(
  table: Buffer,
  { blockSize, sectorSize }: VhdxMetadata,
  fileSize: number,
  taken: readonly DiskRange[],
): boolean {
  const perChunk = (sectorsPerChunk * sectorSize) / blockSize;
  const places = new Set<number>();
  for (let index = 0; index * 8 < table.length; index++) {
    const low = table.readUInt32LE(index * 8);
    const offset = ((low >>> 20) + table.readUInt32LE(index * 8 + 4) * 4096) * mib;
    if ((low & 0xffff8) !== 0) return false;
    if (empty.has(low & 7)) continue;
    const isBitmap = index % (perChunk + 1) === perChunk;
    const block = { offset, length: isBitmap ? mib : blockSize };
    if (!stored.has(low & 7) || offset < mib || offset + mib > fileSize || places.has(offset)) return false;
    if (taken.some((range) => overlaps(range, block))) return false;
    places.add(offset);
  }
  return places.size > 0;
}

function overlaps(a: DiskRange, b: DiskRange): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
