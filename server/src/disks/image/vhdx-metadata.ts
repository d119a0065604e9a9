import type { ByteSource } from "../byte-source.ts";
import { guidLe, isPowerOfTwo, u64le } from "../fields.ts";
import { DiskError, type ProblemLog } from "../problem.ts";
import type { VhdxRegion } from "./vhdx-regions.ts";

const tableSize = 64 * 1024;
const maxEntries = 2047;
const largestItem = 1024 * 1024;
const mib = 1024 * 1024;
const largestDisk = 64 * 2 ** 40;

const items = {
  fileParameters: "caa16737-fa36-4d43-b3b6-33f0aa44e76b",
  virtualDiskSize: "2fa54224-cd1b-4876-b211-5dbed83bf4b8",
  virtualDiskId: "beca12ab-b2e6-4523-93ef-c309e000c746",
  logicalSectorSize: "8141bf1d-a96f-4709-ba47-f233a8faab5f",
  physicalSectorSize: "cda348c7-445d-4471-9cc9-e9885251c556",
  parentLocator: "a8d35f2d-b30b-454d-abf7-d3d84834ab0c",
} as const;

/** The known metadata items ([MS-VHDX] 2.6). */
export interface VhdxMetadata {
  /** 1 MiB to 256 MiB, a power of two. */
  readonly blockSize: number;
  /** "Leave block allocated": a fixed disk. */
  readonly fixed: boolean;
  readonly hasParent: boolean;
  readonly virtualSize: number;
  readonly virtualDiskId: string | undefined;
  readonly sectorSize: 512 | 4096;
  /** Bytes of the parent locator item. */
  readonly parentLocator: Buffer | undefined;
}

/** Reads the metadata region. @throws DiskError where the disk cannot be laid out without a damaged item. */
export function readMetadata(file: ByteSource, region: VhdxRegion, log: ProblemLog): VhdxMetadata {
  const item = readItems(file, region, log);
  const required = (guid: string, name: string, length: number): Buffer => {
    const bytes = item.get(guid);
    if (bytes !== undefined && bytes.length >= length) return bytes;
    throw new DiskError(
      "vhdx-metadata-missing",
      `The metadata item "${name}" is missing; the disk cannot be laid out.`,
      region.offset,
    );
  };
  const parameters = required(items.fileParameters, "file parameters", 8);
  const blockSize = parameters.readUInt32LE(0);
  if (!isPowerOfTwo(blockSize) || blockSize < mib || blockSize > 256 * mib) {
    throw new DiskError(
      "vhdx-block-size",
      `The block size ${blockSize} is not a power of two from 1 to 256 MiB.`,
      region.offset,
    );
  }
  const virtualSize = u64le(required(items.virtualDiskSize, "virtual disk size", 8), 0);
  if (virtualSize === 0 || virtualSize > largestDisk) {
    throw new DiskError(
      "vhdx-disk-size",
      `The disk size ${virtualSize} is not between 1 byte and 64 TiB.`,
      region.offset,
    );
  }
  const flags = parameters.readUInt32LE(4);
  const id = item.get(items.virtualDiskId);
  return {
    blockSize,
    fixed: (flags & 1) !== 0,
    hasParent: (flags & 2) !== 0,
    virtualSize,
    virtualDiskId: id !== undefined && id.length >= 16 ? guidLe(id, 0) : undefined,
    sectorSize: sectorSizeOf(item.get(items.logicalSectorSize), region, log),
    parentLocator: item.get(items.parentLocator),
  };
}

function sectorSizeOf(bytes: Buffer | undefined, region: VhdxRegion, log: ProblemLog): 512 | 4096 {
  const size = bytes !== undefined && bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
  if (size === 512 || size === 4096) return size;
  log.add(
    "vhdx-sector-size",
    `The logical sector size ${size} is neither 512 nor 4096; 512 is assumed.`,
    region.offset,
  );
  return 512;
}

function readItems(file: ByteSource, region: VhdxRegion, log: ProblemLog): ReadonlyMap<string, Buffer> {
  if (region.offset + tableSize > file.size) {
    throw new DiskError("vhdx-metadata-lost", "The metadata region lies beyond the end of the file.", region.offset);
  }
  const table = file.read(region.offset, tableSize);
  if (table.toString("latin1", 0, 8) !== "metadata") {
    throw new DiskError(
      "vhdx-metadata-lost",
      "The metadata table has no signature; size and block size are unknown.",
      region.offset,
    );
  }
  const known = new Set<string>(Object.values(items));
  const found = new Map<string, Buffer>();
  const stored = table.readUInt16LE(10);
  const count = Math.min(stored, maxEntries);
  if (count < stored)
    log.add(
      "vhdx-metadata-count",
      `The metadata table is said to have ${stored} items; ${maxEntries} fit.`,
      region.offset,
    );
  for (let at = 32; at < 32 + count * 32; at += 32) {
    const guid = guidLe(table, at);
    const offset = region.offset + table.readUInt32LE(at + 16);
    const length = table.readUInt32LE(at + 20);
    const isRequired = (table.readUInt32LE(at + 24) & 4) !== 0;
    if (!known.has(guid)) {
      if (!isRequired) continue;
      const message = `The file requires a metadata item ${guid} that no published version of VHDX has.`;
      throw new DiskError("vhdx-unknown-metadata", message, region.offset + at);
    }
    if (length > largestItem || offset + length > file.size) {
      log.add(
        "vhdx-metadata-item",
        `A metadata item of ${length} bytes at ${offset} does not lie in the file.`,
        region.offset + at,
      );
      continue;
    }
    found.set(guid, file.read(offset, length));
  }
  return found;
}
