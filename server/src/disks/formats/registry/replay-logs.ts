import { counted } from "../text.ts";
import { baseBlockSize, binsSizeAt, type HiveHeader } from "./hive-header.ts";
import { type DirtyPage, type HiveLogEntry, readLogEntries } from "./log-entry.ts";
import { type OldLog, readOldLog } from "./old-log.ts";

/** No hive that we read is larger. Bytes. */
const largestBins = 32 * 1024 * 1024;

/** A hive as its logs make it. */
export interface ReplayedHive {
  readonly bytes: Buffer;
  /** Offset of the root key's cell behind the base block. */
  readonly rootCell: number;
  /** How much of the logs was applied, e.g. "2 entries". */
  readonly applied: string;
}

/** The hive as Windows would leave it after applying its logs, in memory. `undefined`: the logs have nothing to apply. */
export function replayHiveLogs(hive: Buffer, header: HiveHeader, logs: readonly Buffer[]): ReplayedHive | undefined {
  return replayEntries(hive, header, logs) ?? replayOldLog(hive, header, logs);
}

/** Entries before the last write that is complete are in the hive already. */
function replayEntries(
  hive: Buffer,
  { sequence, rootCell }: HiveHeader,
  logs: readonly Buffer[],
): ReplayedHive | undefined {
  const entries = entriesInOrder(logs, sequence);
  const last = entries.at(-1);
  if (last === undefined) return undefined;
  const most = entries.reduce((size, { binsSize }) => Math.max(size, binsSize), 0);
  const pages = entries.flatMap((entry) => entry.pages);
  const bytes = withPages(hive, pages, most, last.binsSize);
  return { bytes, rootCell, applied: counted(entries.length, "entry", "entries") };
}

/** One log is applied, the one that was written last; one from before the hive's last write is of another change. */
function replayOldLog(hive: Buffer, { written }: HiveHeader, logs: readonly Buffer[]): ReplayedHive | undefined {
  let log: OldLog | undefined;
  for (const bytes of logs) {
    const read = readOldLog(bytes, largestBins);
    if (read !== undefined && read.written >= (log?.written ?? written)) log = read;
  }
  if (log === undefined) return undefined;
  const { pages, binsSize, rootCell } = log;
  return { bytes: withPages(hive, pages, binsSize, binsSize), rootCell, applied: counted(pages.length, "page") };
}

/** A copy of the hive with room for `most` bytes of bins, of which it has `binsSize` in the end. */
function withPages(hive: Buffer, pages: readonly DirtyPage[], most: number, binsSize: number): Buffer {
  const bytes = Buffer.alloc(Math.max(hive.length, baseBlockSize + most));
  hive.copy(bytes);
  for (const page of pages) page.bytes.copy(bytes, baseBlockSize + page.offset);
  bytes.writeUInt32LE(binsSize, binsSizeAt);
  return bytes;
}

/** Two logs are written by turns: the one that begins earlier comes first, and the other one has to continue it. */
function entriesInOrder(logs: readonly Buffer[], sequence: number): readonly HiveLogEntry[] {
  const chains = logs.map((log) => readLogEntries(log).filter((entry) => entry.sequence >= sequence));
  const applied: HiveLogEntry[] = [];
  for (const chain of chains.toSorted((a, b) => (a[0]?.sequence ?? 0) - (b[0]?.sequence ?? 0))) {
    for (const entry of chain) {
      const before = applied.at(-1);
      const follows = before === undefined || entry.sequence === before.sequence + 1;
      if (!follows || entry.binsSize > largestBins || entry.binsSize % baseBlockSize !== 0) break;
      applied.push(entry);
    }
  }
  return applied;
}
