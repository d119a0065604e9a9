import { baseBlockSize, binsSizeAt } from "./hive-header.ts";
import { type HiveLogEntry, readLogEntries } from "./log-entry.ts";

/** No hive that we read is larger. Bytes. */
const largestBins = 32 * 1024 * 1024;

/** A hive as its logs make it. */
export interface ReplayedHive {
  readonly bytes: Buffer;
  /** How many log entries were applied. */
  readonly entries: number;
}

/**
 * The hive as Windows would leave it after applying its logs, in memory. `sequence`: number of the last write that is
 * complete in the hive; older entries are in it already. `undefined`: the logs have nothing to apply.
 */
export function replayHiveLogs(hive: Buffer, sequence: number, logs: readonly Buffer[]): ReplayedHive | undefined {
  const entries = entriesInOrder(logs, sequence);
  const last = entries.at(-1);
  if (last === undefined) return undefined;
  const end = entries.reduce((most, { binsSize }) => Math.max(most, baseBlockSize + binsSize), hive.length);
  const bytes = Buffer.alloc(end);
  hive.copy(bytes);
  for (const { pages } of entries) for (const page of pages) page.bytes.copy(bytes, baseBlockSize + page.offset);
  bytes.writeUInt32LE(last.binsSize, binsSizeAt);
  return { bytes, entries: entries.length };
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
