import { isOurs } from "../../annotations/is-ours.ts";
import { nearestKey } from "../../annotations/nearest-key.ts";
import { lookup, removedKeys } from "../../annotations/registry.ts";
import { remember } from "./remember.ts";

/** The known key that an unknown one was probably meant to be. */
export const probablyMeant: (key: string) => string | undefined = remember(nearestKey);

/**
 * Whether a key was meant for hcsshim: one of its families, known or not, or a near miss of a known key, such as one with a
 * blank before it or underscores for the dots. A document without such a key is none of our business.
 */
export const isMeantForUs = (key: string): boolean => lookup(key) !== undefined || isOurs(key) || removedKeys.has(key);
