import type { ByteSource } from "../byte-source.ts";
import { type Extent, extentSource } from "../extent-source.ts";
import { DiskError } from "../problem.ts";
import { bitmapRun } from "./bitmap-run.ts";
import type { BlockTable } from "./block-scan.ts";
import type { DiskRange } from "./disk-image.ts";
import { EntryTable } from "./entry-table.ts";
import { fileExtent } from "./file-extent.ts";
import type { VhdxMetadata } from "./vhdx-metadata.ts";
import type { VhdxRegions } from "./vhdx-regions.ts";

const mib = 1024 * 1024;
/** Sectors that one sector bitmap block (1 MiB) describes. */
const sectorsPerChunk = 2 ** 23;
/** Bytes of a bitmap that are read at once. */
const bitmapWindow = 4096;

/** Payload block states ([MS-VHDX] 2.5.1.1). */
const state = { notPresent: 0, undefined: 1, zero: 2, unmapped: 3, fullyPresent: 6, partiallyPresent: 7 } as const;

interface BatEntry {
  readonly state: number;
  readonly fileOffset: number;
}

/** The block allocation table of a VHDX: payload entries with a sector bitmap entry after every chunk of them. */
export class VhdxBlocks implements BlockTable {
  readonly count: number;
  readonly blockSize: number;
  readonly footprint: number;
  readonly reserved: BlockTable["reserved"];
  readonly #file: ByteSource;
  readonly #metadata: VhdxMetadata;
  readonly #entries: EntryTable;
  readonly #blocksPerChunk: number;

  constructor(
    file: ByteSource,
    { bat: region, metadata: metadataRegion }: VhdxRegions,
    metadata: VhdxMetadata,
    log?: DiskRange,
  ) {
    this.#file = file;
    this.reserved = [region, metadataRegion, ...(log ? [log] : [])];
    this.#metadata = metadata;
    this.blockSize = metadata.blockSize;
    this.footprint = metadata.blockSize;
    this.count = Math.ceil(metadata.virtualSize / metadata.blockSize);
    this.#blocksPerChunk = (sectorsPerChunk * metadata.sectorSize) / metadata.blockSize;
    this.#entries = new EntryTable(file, region.offset, 8, Math.floor(region.length / 8), 0);
  }

  entryOffset(block: number): number {
    return this.#entries.offsetOf(this.#payloadIndex(block));
  }

  fileOffset(block: number): number | undefined {
    const entry = this.#entry(this.#payloadIndex(block));
    return this.#isStored(entry, block) ? entry.fileOffset : undefined;
  }

  afterEmpty(block: number): number {
    const index = this.#payloadIndex(block);
    const after = this.#entries.afterEmpty(index);
    return after === index ? block : after - Math.floor(after / (this.#blocksPerChunk + 1));
  }

  /** The virtual disk over this table and, where there is one, the parent. */
  source(parent: ByteSource | undefined): ByteSource {
    return extentSource(this.#metadata.virtualSize, (offset) => this.#extentAt(offset, parent));
  }

  #payloadIndex(block: number): number {
    return block + Math.floor(block / this.#blocksPerChunk);
  }

  #entry(index: number): BatEntry {
    const { page, at } = this.#entries.entry(index);
    const low = page.readUInt32LE(at);
    return { state: low & 7, fileOffset: ((low >>> 20) + page.readUInt32LE(at + 4) * 4096) * mib };
  }

  /** @throws DiskError for states and places that no writer makes. */
  #isStored(entry: BatEntry, block: number): boolean {
    switch (entry.state) {
      case state.notPresent:
      case state.undefined:
      case state.zero:
      case state.unmapped:
        return false;
      case state.fullyPresent:
      case state.partiallyPresent:
        if (entry.fileOffset >= mib) return true;
        throw new DiskError(
          "vhdx-block-in-header",
          `Block ${block} is said to be in the file's header.`,
          this.entryOffset(block),
        );
      default:
        throw new DiskError(
          "vhdx-block-state",
          `Block ${block} has the unknown state ${entry.state}.`,
          this.entryOffset(block),
        );
    }
  }

  #extentAt(offset: number, parent: ByteSource | undefined): Extent {
    const block = Math.floor(offset / this.blockSize);
    const within = offset - block * this.blockSize;
    const rest = this.blockSize - within;
    const entry = this.#entry(this.#payloadIndex(block));
    if (!this.#isStored(entry, block)) {
      return { length: rest, base: entry.state === state.notPresent ? parent : undefined, at: offset };
    }
    if (entry.state === state.fullyPresent || parent === undefined) {
      return fileExtent(this.#file, entry.fileOffset + within, rest);
    }
    const run = this.#presentRun(block, within);
    return run.set
      ? fileExtent(this.#file, entry.fileOffset + within, run.length)
      : { length: run.length, base: parent, at: offset };
  }

  /** From `within` (bytes) of a partially present block on: how many bytes are all here, or all in the parent. */
  #presentRun(block: number, within: number): { set: boolean; length: number } {
    const { sectorSize } = this.#metadata;
    const chunk = Math.floor(block / this.#blocksPerChunk);
    const bitmap = this.#entry(chunk * (this.#blocksPerChunk + 1) + this.#blocksPerChunk);
    if (bitmap.state !== state.fullyPresent || bitmap.fileOffset < mib) {
      throw new DiskError(
        "vhdx-bitmap-missing",
        `Block ${block} needs a sector bitmap that the file does not have.`,
        this.entryOffset(block),
      );
    }
    const inBlock = Math.floor(within / sectorSize);
    const sector = ((block % this.#blocksPerChunk) * this.blockSize) / sectorSize + inBlock;
    const firstByte = sector >>> 3;
    const sectorsLeft = this.blockSize / sectorSize - inBlock;
    const bytes = this.#file.read(bitmap.fileOffset + firstByte, Math.min(bitmapWindow, mib - firstByte));
    const run = bitmapRun(bytes, "lsb-first", sector & 7, Math.min(sectorsLeft, bytes.length * 8 - (sector & 7)));
    return { set: run.set, length: run.length * sectorSize - (within - inBlock * sectorSize) };
  }
}
