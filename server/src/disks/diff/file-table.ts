import { NumberColumn, TextColumn } from "../columns.ts";
import type { EntryKind, FileEntry } from "../filesystems/file-system.ts";

const kinds: readonly EntryKind[] = ["file", "stream", "link", "reparse", "directory"];

/**
 * The files of a partition by path, a column for each fact: as entries, or even as paths in a map, very many would take
 * several times the memory. All are added before the first is taken out.
 */
export class FileTable {
  readonly #directories: string[] = [];
  readonly #directoryNumbers = new Map<string, number>();
  /** The directory that was asked for last: files of one directory come one after the other. */
  #last = { path: "", number: -1 };
  /** Number of the directory of each file. */
  readonly #places = new NumberColumn(Int32Array);
  readonly #names = new TextColumn();
  /** Index of the kind. */
  readonly #kinds = new NumberColumn(Uint8Array);
  /** Whether the file is left, 1 or 0. */
  readonly #left = new NumberColumn(Uint8Array);
  readonly #untouched = new NumberColumn(Uint8Array);
  readonly #sizes = new NumberColumn(Float64Array);
  readonly #nodes = new NumberColumn(Float64Array);
  /** The row behind the one that was taken last: most files of two states of a disk come in the same order. */
  #next = 0;
  /** Row + 1 of a file that was left when this was made; those whose paths have one hash follow each other. 0: nothing. */
  #slots: Int32Array | undefined;
  /** An image must not choose names that all have one hash. */
  readonly #seed = Math.floor(Math.random() * 2 ** 31);

  /** Directories are no files. */
  add({ path, name, kind, size, node, isTouched }: FileEntry): void {
    let place = this.#directoryNumber(path, name);
    if (place === undefined) {
      const directory = path.slice(0, path.length - name.length);
      place = this.#directories.length;
      this.#directories.push(directory);
      this.#directoryNumbers.set(directory, place);
    }
    this.#places.push(place);
    this.#names.push(name);
    this.#kinds.push(kinds.indexOf(kind));
    this.#left.push(1);
    this.#untouched.push(Number(isTouched === false));
    this.#sizes.push(size);
    this.#nodes.push(node);
  }

  /** Takes a file out: what was known of the one at this path. `undefined`: there is none. */
  take(file: FileEntry): FileEntry | undefined {
    const directory = this.#directoryNumber(file.path, file.name);
    if (directory === undefined) return undefined;
    const row = this.#isAt(this.#next, directory, file.name) ? this.#next : this.#search(directory, file.name);
    if (row === undefined) return undefined;
    this.#left.put(row, 0);
    this.#next = row + 1;
    return {
      path: file.path,
      name: file.name,
      kind: kinds[this.#kinds.at(row)] ?? "file",
      size: this.#sizes.at(row),
      modified: undefined,
      created: undefined,
      attributes: 0,
      deleted: false,
      target: undefined,
      node: this.#nodes.at(row),
      isTouched: this.#untouched.at(row) === 0,
    };
  }

  /** Paths that were not taken. */
  *left(): Generator<string> {
    for (let row = 0; row < this.#names.length; row++) {
      if (this.#isLeft(row)) yield (this.#directories[this.#places.at(row)] ?? "") + this.#names.at(row);
    }
  }

  /** Number of the directory of a file; it is known by the path in front of the name. */
  #directoryNumber(path: string, name: string): number | undefined {
    const length = path.length - name.length;
    if (this.#last.number >= 0 && this.#last.path.length === length && path.startsWith(this.#last.path)) {
      return this.#last.number;
    }
    const directory = path.slice(0, length);
    const number = this.#directoryNumbers.get(directory);
    if (number !== undefined) this.#last = { path: directory, number };
    return number;
  }

  #isLeft(row: number): boolean {
    return this.#left.at(row) === 1;
  }

  #isAt(row: number, directory: number, name: string): boolean {
    return this.#isLeft(row) && this.#places.at(row) === directory && this.#names.holds(row, name);
  }

  /** The first row of a file that is left. */
  #search(directory: number, name: string): number | undefined {
    this.#slots ??= this.#makeSlots();
    for (let slot = this.#slotOf(directory, name); ; slot = (slot + 1) % this.#slots.length) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return undefined;
      if (this.#isAt(row, directory, name)) return row;
    }
  }

  #makeSlots(): Int32Array {
    const slots = new Int32Array(this.#names.length * 2 + 1);
    this.#slots = slots;
    for (let row = 0; row < this.#names.length; row++) {
      if (!this.#isLeft(row)) continue;
      let slot = this.#slotOf(this.#places.at(row), this.#names.at(row));
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = row + 1;
    }
    return slots;
  }

  #slotOf(directory: number, name: string): number {
    let hash = this.#seed ^ Math.imul(directory, 0x9e3779b1);
    for (let index = 0; index < name.length; index++) {
      hash = Math.imul(hash ^ name.charCodeAt(index), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    return (hash >>> 0) % (this.#slots?.length ?? 1);
  }
}
