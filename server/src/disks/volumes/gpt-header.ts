import type { ByteSource } from "../byte-source.ts";
import { checksumWithout, crc32 } from "../crc32.ts";
import { guidLe, u64le } from "../fields.ts";

const minHeaderSize = 92;
const maxEntries = 1024;
const maxEntrySize = 4096;

/** A GPT header (UEFI specification, chapter 5.3.2); LBAs count logical sectors. */
export interface GptHeader {
  readonly lba: number;
  readonly alternateLba: number;
  readonly diskGuid: string;
  readonly entriesLba: number;
  readonly entryCount: number;
  readonly entrySize: number;
}

/** A header with its partition entries, and whether their checksums hold. */
export interface GptCopy {
  readonly header: GptHeader;
  readonly entries: Buffer;
  readonly headerValid: boolean;
  readonly entriesValid: boolean;
}

/** The copy whose header is at `lba`; `undefined` where there is no header whose table can be read. */
export function readGptCopy(disk: ByteSource, lba: number, sectorSize: number): GptCopy | undefined {
  const offset = lba * sectorSize;
  if (lba < 1 || offset + sectorSize > disk.size) return undefined;
  const bytes = disk.read(offset, sectorSize);
  if (bytes.toString("latin1", 0, 8) !== "EFI PART") return undefined;
  const size = bytes.readUInt32LE(12);
  const header: GptHeader = {
    lba,
    alternateLba: u64le(bytes, 32),
    diskGuid: guidLe(bytes, 56),
    entriesLba: u64le(bytes, 72),
    entryCount: bytes.readUInt32LE(80),
    entrySize: bytes.readUInt32LE(84),
  };
  const tableSize = header.entryCount * header.entrySize;
  if (header.entryCount > maxEntries || header.entrySize < 128 || header.entrySize > maxEntrySize) return undefined;
  if (header.entriesLba * sectorSize + tableSize > disk.size) return undefined;
  const entries = disk.read(header.entriesLba * sectorSize, tableSize);
  const sizePossible = size >= minHeaderSize && size <= sectorSize;
  return {
    header,
    entries,
    headerValid:
      sizePossible &&
      checksumWithout(crc32, bytes.subarray(0, size), 16) === bytes.readUInt32LE(16) &&
      u64le(bytes, 24) === lba,
    entriesValid: crc32(entries) === bytes.readUInt32LE(88),
  };
}
