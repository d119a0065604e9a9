import { isOurs } from "../../annotations/is-ours.ts";
import { nearestKey } from "../../annotations/nearest-key.ts";
import { lookup, removedKeys } from "../../annotations/registry.ts";

const nearest = new Map<string, string | undefined>();
const maxRemembered = 1000;

/** The known key that an unknown one was probably meant to be; the same keys come again in every document. */
export function probablyMeant(key: string): string | undefined {
  if (!nearest.has(key)) {
    if (nearest.size >= maxRemembered) nearest.clear();
    nearest.set(key, nearestKey(key));
  }
  return nearest.get(key);
}

/**
 * Whether a key was meant for hcsshim: one of its families, known or not, or a near miss of a known key, such as one with a
 * blank before it or underscores for the dots. A document without such a key is none of our business.
 */
export const isMeantForUs = (key: string): boolean =>
  isOurs(key) ||
  lookup(key) !== undefined ||
  removedKeys.has(key) ||
  (/microsoft/i.test(key) && probablyMeant(key) !== undefined);
