import type { PodFile } from "../pod-file.ts";
import { fileSuppressions } from "../rules/suppression/file-suppressions.ts";

const none: ReadonlySet<string> = new Set();
const lastOf = new WeakMap<PodFile, ReadonlySet<string>>();

/** Codes that a file's comments switch off everywhere in it; the same set (===) until an edit changes what they say. */
export function suppressedCodes(file: PodFile): ReadonlySet<string> {
  const found = fileSuppressions(file.head);
  if (found.size === 0) return none;
  const last = lastOf.get(file);
  if (last !== undefined && areEqual(found, last)) return last;
  lastOf.set(file, found);
  return found;
}

const areEqual = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((code) => b.has(code));
