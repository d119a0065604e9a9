import { crc32c } from "../../../../server/src/disks/crc32.ts";
import { guidBytes } from "./guid-bytes.ts";

export interface LogEntryFields {
  readonly sequence: number;
  /** Offset in the log of the oldest entry that is needed. */
  readonly tail: number;
  /** 4 KiB pages and where in the file they belong; `undefined`: zeros. */
  readonly writes: readonly { readonly fileOffset: number; readonly page: Buffer | undefined }[];
}

/** A log entry as [MS-VHDX] 2.3.1 lays it out: header and descriptors in the first sector, a sector for each page. */
export function logEntry({ sequence, tail, writes }: LogEntryFields, logGuid: string): Buffer {
  const pages = writes.flatMap(({ page }) => (page === undefined ? [] : [page]));
  const bytes = Buffer.alloc(4096 * (1 + pages.length));
  bytes.write("loge", 0, "latin1");
  bytes.writeUInt32LE(bytes.length, 8);
  bytes.writeUInt32LE(tail, 12);
  bytes.writeBigUInt64LE(BigInt(sequence), 16);
  bytes.writeUInt32LE(writes.length, 24);
  guidBytes(logGuid).copy(bytes, 32);
  for (const [index, { fileOffset, page }] of writes.entries()) {
    const at = 64 + index * 32;
    bytes.write(page === undefined ? "zero" : "desc", at, "latin1");
    if (page === undefined) bytes.writeBigUInt64LE(4096n, at + 8);
    else {
      page.copy(bytes, at + 4, 4092);
      page.copy(bytes, at + 8, 0, 8);
    }
    bytes.writeBigUInt64LE(BigInt(fileOffset), at + 16);
    bytes.writeBigUInt64LE(BigInt(sequence), at + 24);
  }
  for (const [index, page] of pages.entries()) {
    const at = 4096 * (1 + index);
    page.copy(bytes, at);
    bytes.write("data", at, "latin1");
    bytes.writeUInt32LE(0, at + 4);
    bytes.writeUInt32LE(sequence, at + 4092);
  }
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}
