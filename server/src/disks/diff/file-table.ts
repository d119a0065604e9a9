import type { EntryKind, FileEntry } from "../filesystems/file-system.ts";

/** The files of a partition by path, a column for each fact: as entries very many would take several times the memory. */
export class FileTable {
  readonly #rows = new Map<string, number>();
  readonly #kinds: EntryKind[] = [];
  readonly #sizes: number[] = [];
  readonly #nodes: number[] = [];

  /** Directories are left out. */
  constructor(entries: Iterable<FileEntry>) {
    for (const { kind, path, size, node } of entries) {
      if (kind === "directory") continue;
      this.#rows.set(path, this.#kinds.length);
      this.#kinds.push(kind);
      this.#sizes.push(size);
      this.#nodes.push(node);
    }
  }

  /** Takes a file out: what its content is found by. `undefined`: there is none at this path. */
  take(path: string): FileEntry | undefined {
    const row = this.#rows.get(path);
    if (row === undefined) return undefined;
    this.#rows.delete(path);
    return {
      path,
      name: path.slice(path.lastIndexOf("/") + 1),
      kind: this.#kinds[row] ?? "file",
      size: this.#sizes[row] ?? 0,
      modified: undefined,
      created: undefined,
      attributes: 0,
      deleted: false,
      target: undefined,
      node: this.#nodes[row] ?? 0,
    };
  }

  /** Paths that were not taken. */
  get left(): Iterable<string> {
    return this.#rows.keys();
  }
}
