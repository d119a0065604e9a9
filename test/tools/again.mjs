// Steps that are tried again: what is asked of a window while it is busy with something else may be lost.
import { setTimeout as delay } from "node:timers/promises";

/** Milliseconds for one try of a step. */
export const attempt = 15_000;

/**
 * Does something until it works; the last error counts.
 * @template T
 * @param {() => Promise<T>} act
 * @param {{ tries?: number, pause?: number }} [options] `pause`: milliseconds between two tries
 * @returns {Promise<T>}
 */
export async function again(act, { tries = 8, pause = 0 } = {}) {
  for (let left = tries - 1; ; left--) {
    try {
      return await act();
    } catch (error) {
      if (left === 0) throw error;
      await delay(pause);
    }
  }
}
