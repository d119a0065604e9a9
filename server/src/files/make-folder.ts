import { mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder and those above it. Node's own way to do that tries for ever where a file system takes no folders, as
 * /proc on Linux does not.
 */
export function makeWithParents(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeWithParents(parent);
  mkdirSync(folder);
}
