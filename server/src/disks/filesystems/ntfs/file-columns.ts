import type { FileFacts } from "./describe-file.ts";

const isDirectoryFlag = 1;
const isDeletedFlag = 2;

/** Facts of very many files in a column each: as objects they would take several times the memory. */
export class FileColumns {
  readonly #records: number[] = [];
  readonly #flags: number[] = [];
  readonly #sizes: number[] = [];
  readonly #attributes: number[] = [];
  /** Milliseconds since 1970; NaN where there is none. */
  readonly #modified: number[] = [];
  readonly #created: number[] = [];
  // Few files have these.
  readonly #streams = new Map<number, FileFacts["streams"]>();
  readonly #reparse = new Map<number, FileFacts["reparse"]>();

  get count(): number {
    return this.#records.length;
  }

  /** @returns the file's row. */
  add(file: FileFacts): number {
    const row = this.#records.length;
    this.#records.push(file.record);
    this.#flags.push((file.isDirectory ? isDirectoryFlag : 0) | (file.isDeleted ? isDeletedFlag : 0));
    this.#sizes.push(file.size);
    this.#attributes.push(file.attributes);
    this.#modified.push(file.modified ?? Number.NaN);
    this.#created.push(file.created ?? Number.NaN);
    if (file.streams.length > 0) this.#streams.set(row, file.streams);
    if (file.reparse !== undefined) this.#reparse.set(row, file.reparse);
    return row;
  }

  /** Number of the file's record. */
  recordAt(row: number): number {
    return this.#records[row] ?? 0;
  }

  isDirectoryAt(row: number): boolean {
    return ((this.#flags[row] ?? 0) & isDirectoryFlag) !== 0;
  }

  isDeletedAt(row: number): boolean {
    return ((this.#flags[row] ?? 0) & isDeletedFlag) !== 0;
  }

  at(row: number): FileFacts {
    return {
      record: this.recordAt(row),
      isDirectory: this.isDirectoryAt(row),
      isDeleted: this.isDeletedAt(row),
      size: this.#sizes[row] ?? 0,
      streams: this.#streams.get(row) ?? [],
      attributes: this.#attributes[row] ?? 0,
      modified: timeOf(this.#modified[row]),
      created: timeOf(this.#created[row]),
      reparse: this.#reparse.get(row),
    };
  }
}

function timeOf(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
