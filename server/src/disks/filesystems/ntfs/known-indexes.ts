import { Recent } from "../../recent.ts";
import type { IndexEntry } from "./directory-index.ts";

const maxDirectories = 16;
/** Entries of one directory that are kept in memory; a larger one is read again each time. */
const maxKept = 20_000;

interface KnownIndex {
  /** `undefined`: the index is damaged, the file table knows more. */
  readonly entries: readonly IndexEntry[] | undefined;
  byName: ReadonlyMap<string, IndexEntry> | undefined;
}

/** The indexes of the directories that were asked for last: an editor asks for every file of a directory by its path. */
export class KnownIndexes {
  readonly #known = new Recent<number, KnownIndex>(maxDirectories);
  readonly #read: (directory: number) => readonly IndexEntry[] | undefined;

  constructor(read: (directory: number) => readonly IndexEntry[] | undefined) {
    this.#read = read;
  }

  entries(directory: number): readonly IndexEntry[] | undefined {
    return this.#get(directory).entries;
  }

  /** The entry with this name in upper case; the first one where names differ in case only. */
  find(directory: number, upperName: string, upCase: (name: string) => string): IndexEntry | undefined {
    const index = this.#get(directory);
    index.byName ??= new Map((index.entries ?? []).toReversed().map((entry) => [upCase(entry.name.name), entry]));
    return index.byName.get(upperName);
  }

  #get(directory: number): KnownIndex {
    const known = this.#known.get(directory);
    if (known !== undefined) return known;
    const index: KnownIndex = { entries: this.#read(directory), byName: undefined };
    if ((index.entries?.length ?? 0) <= maxKept) this.#known.set(directory, index);
    return index;
  }
}
