import type { FileColumns } from "./file-columns.ts";
import type { NameColumns } from "./name-columns.ts";
import { rootRecord } from "./system-records.ts";

const none = -1;

/** Where each name is. */
export interface PlacedNames {
  /** The names in the directory with this record number, in the order of the file table. */
  readonly childrenOf: (directory: number) => readonly number[];
  /** Names whose directory is lost, and one directory of each circle of directories that contain each other. */
  readonly orphans: readonly number[];
}

/** Puts names into their directories. */
export function placeNames(files: FileColumns, names: NameColumns): PlacedNames {
  // Chains through two arrays: a list for every directory would take several times the memory.
  const firstIn = new Int32Array(names.recordCount).fill(none);
  const nextOf = new Int32Array(names.count).fill(none);
  const homeless: number[] = [];
  for (let name = names.count - 1; name >= 0; name--) {
    if (!isHome(name, files, names)) {
      homeless.push(name);
      continue;
    }
    const directory = names.directoryAt(name);
    nextOf[name] = firstIn[directory] ?? none;
    firstIn[directory] = name;
  }
  homeless.reverse();
  const childrenOf = (directory: number): readonly number[] => {
    const children: number[] = [];
    for (let name = firstIn[directory] ?? none; name !== none; name = nextOf[name] ?? none) children.push(name);
    return children;
  };
  return { childrenOf, orphans: [...homeless, ...circles(files, names, childrenOf, homeless)] };
}

/** A deleted name is shown where its directory was, although another one has that record now. */
function isHome(name: number, files: FileColumns, names: NameColumns): boolean {
  if (names.directoryAt(name) === rootRecord) return true;
  const home = names.homeAt(name);
  return home === "same" || (home === "reused" && files.isDeletedAt(names.rowAt(name)));
}

/** Directories that no path from the root or a homeless directory leads to: one of each circle of them. */
function circles(
  files: FileColumns,
  names: NameColumns,
  childrenOf: PlacedNames["childrenOf"],
  homeless: readonly number[],
): readonly number[] {
  const reached = new Uint8Array(names.recordCount);
  const reach = (start: number): void => {
    const waiting = [start];
    for (let record = waiting.pop(); record !== undefined; record = waiting.pop()) {
      if (reached[record] !== 0) continue;
      reached[record] = 1;
      for (const name of childrenOf(record)) {
        const row = names.rowAt(name);
        if (files.isDirectoryAt(row)) waiting.push(files.recordAt(row));
      }
    }
  };
  reach(rootRecord);
  for (const name of homeless) reach(files.recordAt(names.rowAt(name)));
  const found: number[] = [];
  for (let name = 0; name < names.count; name++) {
    const row = names.rowAt(name);
    const record = files.recordAt(row);
    if (!files.isDirectoryAt(row) || reached[record] !== 0) continue;
    found.push(name);
    reach(record);
  }
  return found;
}
