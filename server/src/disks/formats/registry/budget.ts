import { DiskError } from "../../problem.ts";

/**
 * How many entries of key and value lists may still be followed. A hive's lists can name the same cells again and again,
 * so that a small file is a huge tree; no hive that we read comes near the limit.
 */
export class Budget {
  #left: number;

  constructor(entries = 300_000) {
    this.#left = entries;
  }

  /** @throws DiskError `hive-too-large` where the budget is used up. */
  spend(offset: number): void {
    if (this.#left-- > 0) return;
    throw new DiskError("hive-too-large", "The hive's lists name more keys and values than are followed.", offset);
  }
}
