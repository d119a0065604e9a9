import { marvin32 } from "./marvin32.ts";

/** Where the entries begin: behind a copy of the first sector of the hive's base block. */
const firstEntry = 512;
const entryHeader = 40;
const pageReference = 8;
/** The seed that Windows has for all hives: lower and upper half. */
const seed = [0x7a4e55c5, 0x82ef4d88] as const;

/** A stretch of the hive's bins, and what is to be there. */
export interface DirtyPage {
  /** Bytes behind the base block. */
  readonly offset: number;
  readonly bytes: Buffer;
}

/** An entry of a transaction log as Windows 8.1 and later write it (msuhanov's regf specification, "New format"). */
export interface HiveLogEntry {
  readonly sequence: number;
  /** Bytes of all bins when the entry was written. */
  readonly binsSize: number;
  readonly pages: readonly DirtyPage[];
}

/** The entries of a log from its start, each the successor of the one before, up to the first that is not whole. */
export function readLogEntries(log: Buffer): readonly HiveLogEntry[] {
  const entries: HiveLogEntry[] = [];
  for (let at = firstEntry; at + entryHeader <= log.length; ) {
    const size = log.readUInt32LE(at + 4);
    if (log.toString("latin1", at, at + 4) !== "HvLE" || size % 512 !== 0 || size === 0 || at + size > log.length)
      break;
    const entry = readEntry(log.subarray(at, at + size));
    const before = entries.at(-1);
    if (entry === undefined || (before !== undefined && entry.sequence !== before.sequence + 1)) break;
    entries.push(entry);
    at += size;
  }
  return entries;
}

function readEntry(bytes: Buffer): HiveLogEntry | undefined {
  if (!hasHash(bytes, 24, bytes.subarray(entryHeader)) || !hasHash(bytes, 32, bytes.subarray(0, 32))) return undefined;
  const binsSize = bytes.readUInt32LE(16);
  const count = bytes.readUInt32LE(20);
  const pages: DirtyPage[] = [];
  let dataAt = entryHeader + count * pageReference;
  for (let index = 0; index < count; index++) {
    const at = entryHeader + index * pageReference;
    if (dataAt > bytes.length) return undefined;
    const [offset, size] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    if (dataAt + size > bytes.length || offset + size > binsSize) return undefined;
    pages.push({ offset, bytes: bytes.subarray(dataAt, dataAt + size) });
    dataAt += size;
  }
  return { sequence: bytes.readUInt32LE(12), binsSize, pages };
}

function hasHash(entry: Buffer, at: number, hashed: Buffer): boolean {
  const [low, high] = marvin32(hashed, seed);
  return entry.readUInt32LE(at) === low && entry.readUInt32LE(at + 4) === high;
}
