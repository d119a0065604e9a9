import { crc32 } from "../../../../server/src/disks/crc32.ts";
import { guidBytes } from "./guid-bytes.ts";

export interface GptPartitionFields {
  readonly type: string;
  /** First sector. */
  readonly first: number;
  readonly content: Buffer;
  readonly name?: string;
  /** Each byte of the partition's own identifier; its place in the table counted from 1 unless given. */
  readonly id?: number;
}

const entryCount = 128;

/** A disk with a primary and a backup GUID partition table around the given partitions. */
export function gptDisk(size: number, sectorSize: number, partitions: readonly GptPartitionFields[]): Buffer {
  const disk = Buffer.alloc(size);
  const entries = Buffer.alloc(entryCount * 128);
  for (const [index, { type, first, content, name = "", id = index + 1 }] of partitions.entries()) {
    const at = index * 128;
    guidBytes(type).copy(entries, at);
    entries.fill(id, at + 16, at + 32);
    entries.writeBigUInt64LE(BigInt(first), at + 32);
    entries.writeBigUInt64LE(BigInt(first + content.length / sectorSize - 1), at + 40);
    entries.write(name, at + 56, "utf16le");
    content.copy(disk, first * sectorSize);
  }
  const last = size / sectorSize - 1;
  const tableSectors = entries.length / sectorSize;
  disk.writeUInt8(0xee, 446 + 4);
  disk.writeUInt32LE(1, 446 + 8);
  disk.writeUInt32LE(last, 446 + 12);
  disk.writeUInt16LE(0xaa55, 510);
  entries.copy(disk, 2 * sectorSize);
  entries.copy(disk, (last - tableSectors) * sectorSize);
  gptHeader(1, last, 2, entries).copy(disk, sectorSize);
  gptHeader(last, 1, last - tableSectors, entries).copy(disk, last * sectorSize);
  return disk;
}

function gptHeader(lba: number, alternate: number, entriesLba: number, entries: Buffer): Buffer {
  const bytes = Buffer.alloc(92);
  bytes.write("EFI PART", 0, "latin1");
  bytes.writeUInt32LE(0x00010000, 8);
  bytes.writeUInt32LE(92, 12);
  bytes.writeBigUInt64LE(BigInt(lba), 24);
  bytes.writeBigUInt64LE(BigInt(alternate), 32);
  bytes.fill(0xab, 56, 72);
  bytes.writeBigUInt64LE(BigInt(entriesLba), 72);
  bytes.writeUInt32LE(entryCount, 80);
  bytes.writeUInt32LE(128, 84);
  bytes.writeUInt32LE(crc32(entries), 88);
  bytes.writeUInt32LE(crc32(bytes), 16);
  return bytes;
}
