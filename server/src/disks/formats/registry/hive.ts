import { DiskError, type ProblemLog } from "../../problem.ts";
import { Budget } from "./budget.ts";
import { readCell } from "./cells.ts";
import { baseBlockSize, checkBins, readHiveHeader } from "./hive-header.ts";
import { type HiveKey, keyOf, readKey, rootFlag } from "./key.ts";
import { replayHiveLogs } from "./replay-logs.ts";
import { readSubkeys } from "./subkey-list.ts";
import { type HiveValue, readValues } from "./value.ts";

/** A registry hive in memory, read on demand; whatever cannot be read becomes a problem and is left out. */
export interface Hive {
  readonly root: HiveKey;
  /** Changes that are in no log that was applied may be missing. */
  readonly dirty: boolean;
  subkeys(key: HiveKey): readonly HiveKey[];
  /** The subkey of this name, compared as the registry does: without regard to case. */
  subkey(key: HiveKey, name: string): HiveKey | undefined;
  values(key: HiveKey): readonly HiveValue[];
  value(key: HiveKey, name: string): HiveValue | undefined;
}

/**
 * `logs`: the transaction logs beside the hive (`.LOG`, `.LOG1`, `.LOG2`), which are applied in memory where it needs them.
 * @throws DiskError where the file is no hive, or no root key can be found in it.
 */
export function openHive(stored: Buffer, log: ProblemLog, logs: readonly Buffer[] = []): Hive {
  const header = readHiveHeader(stored, log);
  const replayed = header.dirty || !header.isWhole ? replayHiveLogs(stored, header, logs) : undefined;
  if (replayed !== undefined) {
    const message = `The last write is not complete; applied in memory from the hive's logs: ${replayed.applied}.`;
    log.add("hive-log-replayed", message, 4);
  } else if (header.dirty) {
    const reason =
      logs.length === 0 ? "without the hive's .LOG files" : "the hive's .LOG files have nothing for it, and";
    log.add("hive-dirty", `The last write is not complete: ${reason} recent changes may be missing.`, 4);
  }
  const bytes = replayed?.bytes ?? stored;
  checkBins(bytes, log);
  const root = log.attempt(() => readKey(bytes, replayed?.rootCell ?? header.rootCell), "root key") ?? findRoot(bytes);
  const budget = new Budget();
  const subkeys = (key: HiveKey): HiveKey[] => readSubkeys(bytes, key, log, budget);
  const values = (key: HiveKey): HiveValue[] => log.attempt(() => readValues(bytes, key, log, budget)) ?? [];
  return {
    root,
    dirty: header.dirty && replayed === undefined,
    subkeys,
    subkey: (key, name) => subkeys(key).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase()),
    values,
    value: (key, name) => values(key).find((candidate) => candidate.name.toLowerCase() === name.toLowerCase()),
  };
}

/** The key that says of itself that it is the root; cells begin at multiples of eight. */
function findRoot(bytes: Buffer): HiveKey {
  for (let at = baseBlockSize; at + 80 <= bytes.length; at += 8) {
    if (bytes.readUInt16LE(at + 4) !== 0x6b6e || !(bytes.readUInt16LE(at + 6) & rootFlag)) continue;
    try {
      return keyOf(readCell(bytes, at - baseBlockSize, 76, "root key"));
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
    }
  }
  throw new DiskError("hive-root", "The hive has no root key that can be read.", 36);
}
