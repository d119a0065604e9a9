import { DiskError, type ProblemLog } from "../../problem.ts";
import type { Budget } from "./budget.ts";
import { isNoCell, readCell, signature } from "./cells.ts";
import { type HiveKey, readKey } from "./key.ts";

/** Lists of lists (`ri`) are one level deep in hives that Windows writes. */
const maxListDepth = 4;

/** The subkeys that can be read, in the order of the list; what cannot is reported. Loops end at the first list seen twice. */
export function readSubkeys(hive: Buffer, key: HiveKey, log: ProblemLog, budget: Budget): HiveKey[] {
  const keys: HiveKey[] = [];
  if (key.subkeyCount === 0 || isNoCell(key.subkeyList)) return keys;
  const seen = new Set<number>();
  const seenKeys = new Set<number>();

  const readList = (reference: number, depth: number): void => {
    if (seen.has(reference) || depth > maxListDepth) {
      throw new DiskError("hive-loop", `The subkey lists of ${key.name} lead in a circle.`, key.offset);
    }
    seen.add(reference);
    const list = readCell(hive, reference, 4, "subkey list");
    const kind = signature(list);
    const width = kind === "lf" || kind === "lh" ? 8 : kind === "li" || kind === "ri" ? 4 : 0;
    if (width === 0) throw new DiskError("hive-list", "A subkey list is of no known kind.", list.offset);
    const declared = list.bytes.readUInt16LE(2);
    const count = Math.min(declared, Math.floor((list.bytes.length - 4) / width));
    if (count < declared) {
      log.add(
        "hive-list",
        `The subkey list is said to have ${declared} entries; its cell holds ${count}.`,
        list.offset,
      );
    }
    for (let index = 0; index < count; index++) {
      budget.spend(list.offset);
      const target = list.bytes.readUInt32LE(4 + index * width);
      log.attempt(() => {
        if (kind === "ri") return readList(target, depth + 1);
        if (seenKeys.has(target)) throw new DiskError("hive-loop", "The same subkey is listed twice.", list.offset);
        seenKeys.add(target);
        keys.push(readKey(hive, target));
      });
    }
  };

  log.attempt(() => readList(key.subkeyList, 0));
  if (keys.length !== key.subkeyCount) {
    const message = `The key ${key.name} is said to have ${key.subkeyCount} subkeys; ${keys.length} can be read.`;
    log.add("hive-subkeys", message, key.offset);
  }
  return keys;
}
