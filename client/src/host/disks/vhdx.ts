import { randomUUID } from "node:crypto";
import { guidBytes } from "../gcs/guid.ts";
import { crc32c } from "./crc32c.ts";

const kib = 1024;
const mib = 1024 * kib;

/** Where the parts of our VHDX lie ([MS-VHDX] 2.2; regions are multiples of 1 MiB). */
const layout = {
  headers: [64 * kib, 128 * kib],
  regionTables: [192 * kib, 256 * kib],
  log: { offset: mib, length: mib },
  bat: 2 * mib,
} as const;

const blockSize = 32 * mib;
const logicalSector = 512;
const physicalSector = 4096;
/** Blocks between two sector bitmaps; their entries exist in every BAT, also where they stay empty. */
const chunkRatio = (2 ** 23 * logicalSector) / blockSize;

const regions = {
  bat: "2dc27766-f623-4200-9d64-115e9bfd4a08",
  metadata: "8b7ca206-4790-4b9a-b8fe-575f050f886e",
} as const;

/** A metadata item; flags: 2 it is about the virtual disk, 4 a reader has to know it. */
interface Item {
  readonly guid: string;
  readonly flags: number;
  readonly data: Buffer;
}

const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
};

const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

/** Writes the checksum of a structure into its own field at 4. */
function seal(structure: Buffer): Buffer {
  structure.writeUInt32LE(crc32c(structure), 4);
  return structure;
}

function fileIdentifier(): Buffer {
  const creator = Buffer.from("Confidential Pods", "utf16le");
  return Buffer.concat([Buffer.from("vhdxfile", "latin1"), creator]);
}

function header(sequence: number, fileWrite: string, dataWrite: string): Buffer {
  const bytes = Buffer.alloc(4 * kib);
  bytes.write("head", 0, "latin1");
  u64(sequence).copy(bytes, 8);
  guidBytes(fileWrite).copy(bytes, 16);
  guidBytes(dataWrite).copy(bytes, 32);
  bytes.writeUInt16LE(1, 66);
  bytes.writeUInt32LE(layout.log.length, 68);
  u64(layout.log.offset).copy(bytes, 72);
  return seal(bytes);
}

function regionTable(batLength: number): Buffer {
  const bytes = Buffer.alloc(64 * kib);
  bytes.write("regi", 0, "latin1");
  const entries = [
    { guid: regions.bat, offset: layout.bat, length: batLength },
    { guid: regions.metadata, offset: layout.bat + batLength, length: mib },
  ];
  bytes.writeUInt32LE(entries.length, 8);
  entries.forEach(({ guid, offset, length }, index) => {
    Buffer.concat([guidBytes(guid), u64(offset), u32(length, 1)]).copy(bytes, 16 + 32 * index);
  });
  return seal(bytes);
}

function metadata(sizeInBytes: number, identifier: string): Buffer {
  const items: readonly Item[] = [
    { guid: "caa16737-fa36-4d43-b3b6-33f0aa44e76b", flags: 4, data: u32(blockSize, 0) },
    { guid: "2fa54224-cd1b-4876-b211-5dbed83bf4b8", flags: 6, data: u64(sizeInBytes) },
    { guid: "beca12ab-b2e6-4523-93ef-c309e000c746", flags: 6, data: guidBytes(identifier) },
    { guid: "8141bf1d-a96f-4709-ba47-f233a8faab5f", flags: 6, data: u32(logicalSector) },
    { guid: "cda348c7-445d-4471-9cc9-e9885251c556", flags: 6, data: u32(physicalSector) },
  ];
  const bytes = Buffer.alloc(mib);
  bytes.write("metadata", 0, "latin1");
  bytes.writeUInt16LE(items.length, 10);
  let at = 64 * kib;
  items.forEach(({ guid, flags, data }, index) => {
    Buffer.concat([guidBytes(guid), u32(at, data.length, flags)]).copy(bytes, 32 + 32 * index);
    data.copy(bytes, at);
    at += data.length;
  });
  return bytes;
}

/** A piece of a file. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** The virtual sizes that we write: whole sectors, up to the 64 TiB of the format. */
const isVhdxSize = (bytes: number): boolean =>
  Number.isSafeInteger(bytes) && bytes > 0 && bytes <= 64 * 2 ** 40 && bytes % logicalSector === 0;

/**
 * An empty dynamic VHDX of that virtual size and disk identifier, as the pieces of its file that are not zero, and the
 * file's size. All blocks are absent: they read as zeros. @throws {RangeError} on a size that the format does not take
 */
export function emptyVhdx(
  sizeInBytes: number,
  identifier: string,
): { readonly size: number; readonly pieces: readonly Piece[] } {
  if (!isVhdxSize(sizeInBytes)) throw new RangeError(`${sizeInBytes} bytes is not a size that a VHDX can have.`);
  const blocks = Math.ceil(sizeInBytes / blockSize);
  const batEntries = blocks + Math.floor((blocks - 1) / chunkRatio);
  const batLength = Math.ceil((8 * batEntries) / mib) * mib;
  const [fileWrite, dataWrite] = [randomUUID(), randomUUID()];
  const table = regionTable(batLength);
  return {
    size: layout.bat + batLength + mib,
    pieces: [
      { offset: 0, bytes: fileIdentifier() },
      ...layout.headers.map((offset, index) => ({ offset, bytes: header(index + 1, fileWrite, dataWrite) })),
      ...layout.regionTables.map((offset) => ({ offset, bytes: table })),
      { offset: layout.bat + batLength, bytes: metadata(sizeInBytes, identifier) },
    ],
  };
}
