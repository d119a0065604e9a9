import type { FileFacts } from "./describe-file.ts";

const isDirectoryFlag = 1;
const isDeletedFlag = 2;
const isUntouchedFlag = 4;

/** Facts of very many files in a column each: as objects they would take several times the memory. */
export class FileColumns {
  readonly #records: Int32Array;
  readonly #flags: Uint8Array;
  readonly #sizes: Float64Array;
  readonly #attributes: Uint32Array;
  /** Milliseconds since 1970; NaN where there is none. */
  readonly #modified: Float64Array;
  readonly #created: Float64Array;
  // Few files have these.
  readonly #streams = new Map<number, FileFacts["streams"]>();
  readonly #reparse = new Map<number, FileFacts["reparse"]>();
  #count = 0;

  /** `capacity`: files that can be added. */
  constructor(capacity: number) {
    this.#records = new Int32Array(capacity);
    this.#flags = new Uint8Array(capacity);
    this.#sizes = new Float64Array(capacity);
    this.#attributes = new Uint32Array(capacity);
    this.#modified = new Float64Array(capacity);
    this.#created = new Float64Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  /** @returns the file's row. */
  add(file: FileFacts): number {
    const row = this.#count++;
    this.#records[row] = file.record;
    this.#flags[row] =
      (file.isDirectory ? isDirectoryFlag : 0) |
      (file.isDeleted ? isDeletedFlag : 0) |
      (file.isTouched ? 0 : isUntouchedFlag);
    this.#sizes[row] = file.size;
    this.#attributes[row] = file.attributes;
    this.#modified[row] = file.modified ?? Number.NaN;
    this.#created[row] = file.created ?? Number.NaN;
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

  isTouchedAt(row: number): boolean {
    return ((this.#flags[row] ?? 0) & isUntouchedFlag) === 0;
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
      isTouched: this.isTouchedAt(row),
    };
  }
}

function timeOf(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
