import { DiskError, type ProblemLog } from "../../problem.ts";

/** The base block of a registry hive (msuhanov's regf specification, "Base block"). */
export interface HiveHeader {
  /** Minor format version; 4 and up split values above 16,344 bytes. */
  readonly minorVersion: number;
  /** Offset of the root key's cell, counted from the end of the base block. */
  readonly rootCell: number;
  /** Number of the last write that is complete; 0 where the base block is damaged. */
  readonly sequence: number;
  /** A write had begun that is not complete: changes are in the logs beside the hive. */
  readonly dirty: boolean;
  /** The base block's checksum is right. */
  readonly isWhole: boolean;
  /** FILETIME of the last write; where the base block is damaged, what the first bin repeats of it. */
  readonly written: bigint;
}

export const baseBlockSize = 4096;
/** Where the base block says how many bytes all bins have. */
export const binsSizeAt = 40;
const binHeaderSize = 32;

/** @throws DiskError `hive-unknown` where the file is no hive. */
export function readHiveHeader(bytes: Buffer, log: ProblemLog): HiveHeader {
  if (bytes.length < baseBlockSize || bytes.toString("latin1", 0, 4) !== "regf") {
    throw new DiskError("hive-unknown", "No registry hive: it does not begin with a base block (regf).", 0);
  }
  const isWhole = bytes.readUInt32LE(508) === checksum(bytes);
  if (!isWhole) {
    log.add("hive-checksum", "The base block's checksum is wrong; its fields are used as they are.", 508);
  }
  const binsSize = bytes.readUInt32LE(binsSizeAt);
  if (baseBlockSize + binsSize > bytes.length) {
    const present = bytes.length - baseBlockSize;
    log.add("hive-cut-off", `The hive is said to hold ${binsSize} bytes of cells; the file has ${present}.`, 40);
  }
  return {
    minorVersion: bytes.readUInt32LE(24),
    rootCell: bytes.readUInt32LE(36),
    sequence: isWhole ? bytes.readUInt32LE(8) : 0,
    dirty: bytes.readUInt32LE(4) !== bytes.readUInt32LE(8),
    isWhole,
    written: isWhole ? bytes.readBigUInt64LE(12) : firstBinTime(bytes),
  };
}

function firstBinTime(bytes: Buffer): bigint {
  return bytes.length < baseBlockSize + binHeaderSize ? 0n : bytes.readBigUInt64LE(baseBlockSize + 20);
}

/** Checks that the cells are divided into bins: a bin that was overwritten took its keys and values with it. */
export function checkBins(bytes: Buffer, log: ProblemLog): void {
  const end = Math.min(bytes.length, baseBlockSize + bytes.readUInt32LE(binsSizeAt));
  for (let at = baseBlockSize; at + binHeaderSize <= end; ) {
    const size = bytes.readUInt32LE(at + 8);
    if (bytes.toString("latin1", at, at + 4) !== "hbin" || size === 0 || size % baseBlockSize !== 0) {
      log.add("hive-bin", "No bin of cells begins here, where one should: its keys and values may be damaged.", at);
      return;
    }
    at += size;
  }
}

/** XOR of the first 127 words, with the two values that are not allowed moved by one. */
export function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum ^= bytes.readUInt32LE(at);
  const unsigned = sum >>> 0;
  if (unsigned === 0) return 1;
  return unsigned === 0xffffffff ? 0xfffffffe : unsigned;
}
