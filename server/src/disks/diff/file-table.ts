import { NumberColumn, TextColumn } from "../columns.ts";
import type { EntryKind, FileEntry } from "../filesystems/file-system.ts";

const kinds: readonly EntryKind[] = ["file", "stream", "link", "reparse", "directory"];
const taken = 0xff;
const firstSlots = 1024;

/**
 * The files of a partition by path, a column for each fact: as entries, or even as paths in a map, very many would take
 * several times the memory.
 */
export class FileTable {
  readonly #directories: string[] = [];
  readonly #directoryNumbers = new Map<string, number>();
  /** Number of the directory of each file. */
  readonly #places = new NumberColumn(Int32Array);
  readonly #names = new TextColumn();
  /** Index of the kind, or that the file was taken. */
  readonly #kinds = new NumberColumn(Uint8Array);
  readonly #sizes = new NumberColumn(Float64Array);
  readonly #nodes = new NumberColumn(Float64Array);
  /** Row + 1 of a file; those whose paths have one hash follow each other. 0: nothing. */
  #slots = new Int32Array(firstSlots);
  /** An image must not choose names that all have one hash. */
  readonly #seed = Math.floor(Math.random() * 2 ** 31);

  /** Takes a file out: what its content is found by. `undefined`: there is none at this path. */
  take({ path, name }: FileEntry): FileEntry | undefined {
    const directory = this.#directoryNumbers.get(directoryOf(path, name));
    if (directory === undefined) return undefined;
    for (let slot = this.#slotOf(directory, name); ; slot = (slot + 1) % this.#slots.length) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return undefined;
      if (!this.#isLeft(row) || this.#places.at(row) !== directory || this.#names.at(row) !== name) continue;
      const entry = this.#entry(row);
      this.#kinds.put(row, taken);
      return entry;
    }
  }

  /** Paths that were not taken. */
  *left(): Generator<string> {
    for (let row = 0; row < this.#names.length; row++) if (this.#isLeft(row)) yield this.#entry(row).path;
  }

  /** Directories are no files. */
  add({ path, name, kind, size, node }: FileEntry): void {
    const directory = directoryOf(path, name);
    let place = this.#directoryNumbers.get(directory);
    if (place === undefined) {
      place = this.#directories.length;
      this.#directories.push(directory);
      this.#directoryNumbers.set(directory, place);
    }
    this.#places.push(place);
    this.#names.push(name);
    this.#kinds.push(kinds.indexOf(kind));
    this.#sizes.push(size);
    this.#nodes.push(node);
    if (this.#names.length * 2 > this.#slots.length) this.#grow();
    else this.#insert(this.#names.length - 1);
  }

  #isLeft(row: number): boolean {
    return this.#kinds.at(row) !== taken;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let row = 0; row < this.#names.length; row++) this.#insert(row);
  }

  #insert(row: number): void {
    let slot = this.#slotOf(this.#places.at(row), this.#names.at(row));
    while (this.#slots[slot] !== 0) slot = (slot + 1) % this.#slots.length;
    this.#slots[slot] = row + 1;
  }

  #slotOf(directory: number, name: string): number {
    let hash = this.#seed ^ Math.imul(directory, 0x9e3779b1);
    for (let index = 0; index < name.length; index++) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return (hash >>> 0) % this.#slots.length;
  }

  #entry(row: number): FileEntry {
    const name = this.#names.at(row);
    return {
      path: (this.#directories[this.#places.at(row)] ?? "") + name,
      name,
      kind: kinds[this.#kinds.at(row)] ?? "file",
      size: this.#sizes.at(row),
      modified: undefined,
      created: undefined,
      attributes: 0,
      deleted: false,
      target: undefined,
      node: this.#nodes.at(row),
    };
  }
}

/** What stands in front of the name, with its `/`; empty in the root. */
function directoryOf(path: string, name: string): string {
  return path.slice(0, path.length - name.length);
}
