import { baseBlockSize, checksum } from "./hive-header.ts";
import type { DirtyPage } from "./log-entry.ts";

const sectorSize = 512;
/** What the base block says of a file that is such a log: Windows has written both. */
const logTypes: readonly number[] = [1, 2];
/** A bit of the dirty vector stands for so many bytes of the bins. */
const pageSize = 512;

/** A transaction log as Windows wrote it before 8.1, and boot loaders still do (msuhanov's regf specification, "Old format"). */
export interface OldLog {
  /** FILETIME of the hive's last write when the log was written. */
  readonly written: bigint;
  /** Offset of the root key's cell behind the base block. */
  readonly rootCell: number;
  /** Bytes of all bins when the log was written. */
  readonly binsSize: number;
  readonly pages: readonly DirtyPage[];
}

/**
 * The pages of a log of at most `largestBins` bytes of bins. `undefined`: it is none of this format, was not written
 * completely, or ends before its last page; Windows applies nothing of it then.
 */
export function readOldLog(log: Buffer, largestBins: number): OldLog | undefined {
  if (log.length < 2 * sectorSize || log.toString("latin1", 0, 4) !== "regf") return undefined;
  if (log.readUInt32LE(508) !== checksum(log) || log.readUInt32LE(4) !== log.readUInt32LE(8)) return undefined;
  const binsSize = log.readUInt32LE(40);
  if (!logTypes.includes(log.readUInt32LE(28)) || log.toString("latin1", sectorSize, sectorSize + 4) !== "DIRT")
    return undefined;
  if (binsSize === 0 || binsSize % baseBlockSize !== 0 || binsSize > largestBins) return undefined;
  const bitmap = log.subarray(sectorSize + 4, sectorSize + 4 + binsSize / pageSize / 8);
  const pages: DirtyPage[] = [];
  let at = Math.ceil((sectorSize + 4 + bitmap.length) / sectorSize) * sectorSize;
  for (let bit = 0; bit < binsSize / pageSize; bit++) {
    if ((((bitmap[bit >>> 3] ?? 0) >>> (bit & 7)) & 1) === 0) continue;
    if (at + pageSize > log.length) return undefined;
    pages.push({ offset: bit * pageSize, bytes: log.subarray(at, at + pageSize) });
    at += pageSize;
  }
  return { written: log.readBigUInt64LE(12), rootCell: log.readUInt32LE(36), binsSize, pages };
}
