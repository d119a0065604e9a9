import { guidLe, u64le } from "../../fields.ts";
import type { ProblemLog } from "../../problem.ts";
import type { BootStatusHeader } from "./header.ts";

/** An entry as it is stored, its meaning still open. */
export interface RawEntry {
  /** Offset in the file. */
  readonly offset: number;
  /** Seconds of the firmware's clock, from a start that only differences make sense of. */
  readonly time: number;
  readonly application: string;
  readonly applicationType: number;
  /** 0 success, 1 information, 2 warning, 3 error. */
  readonly level: number;
  readonly event: number;
  readonly data: Buffer;
}

const entryHeaderSize = 40;
/** The writer starts again at the ring's beginning where not even this much of an entry would fit. */
const smallestRemainder = 28;

/** Entries from the oldest to the newest, around the ring's end once. Bytes that are no entry are reported and stepped over. */
export function readEntries(bytes: Buffer, header: BootStatusHeader, log: ProblemLog): RawEntry[] {
  const { start, end, first, next } = header;
  if (first < next) return readStretch(bytes, first, next, log);
  // Equal offsets mean an empty log, or a ring that is full to the byte: an entry at that place tells.
  if (first === next && entrySize(bytes, first, end) === 0) return [];
  return [...readStretch(bytes, first, end, log, true), ...readStretch(bytes, start, next, log)];
}

function readStretch(bytes: Buffer, from: number, to: number, log: ProblemLog, toRingEnd = false): RawEntry[] {
  const entries: RawEntry[] = [];
  let at = from;
  while (to - at >= smallestRemainder) {
    const size = entrySize(bytes, at, to);
    if (size > 0) {
      entries.push(readEntry(bytes, at, size));
      at += size;
      continue;
    }
    if (toRingEnd && declaredSize(bytes, at) === 0) return entries;
    const resume = findEntry(bytes, at + 2, to);
    const lost = (resume ?? to) - at;
    log.add("bootstat-entry", `No entry can be read here: ${lost} bytes are left out.`, at);
    if (resume === undefined) return entries;
    at = resume;
  }
  return entries;
}

function declaredSize(bytes: Buffer, at: number): number {
  return at + smallestRemainder <= bytes.length ? bytes.readUInt32LE(at + 24) : 0;
}

/** The size of the entry at `at` if one can be there, else 0. */
function entrySize(bytes: Buffer, at: number, to: number): number {
  if (at + entryHeaderSize > Math.min(to, bytes.length)) return 0;
  const size = bytes.readUInt32LE(at + 24);
  return size >= entryHeaderSize && at + size <= Math.min(to, bytes.length) ? size : 0;
}

/** The next place that looks like an entry in every field that has few values; entries are even in size. */
function findEntry(bytes: Buffer, from: number, to: number): number | undefined {
  for (let at = from; at + entryHeaderSize <= to; at += 2) {
    if (entrySize(bytes, at, to) === 0) continue;
    const [level, type, event] = [28, 32, 36].map((field) => bytes.readUInt32LE(at + field));
    if (level === undefined || type === undefined || event === undefined) continue;
    if (level <= 3 && type >= 1 && type <= 5 && event >= 1 && event <= 0xff && bytes.readUInt32LE(at + 4) === 0)
      return at;
  }
  return undefined;
}

function readEntry(bytes: Buffer, at: number, size: number): RawEntry {
  return {
    offset: at,
    time: u64le(bytes, at),
    application: guidLe(bytes, at + 8),
    level: bytes.readUInt32LE(at + 28),
    applicationType: bytes.readUInt32LE(at + 32),
    event: bytes.readUInt32LE(at + 36),
    data: bytes.subarray(at + entryHeaderSize, at + size),
  };
}
