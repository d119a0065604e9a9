import type { ByteSource } from "../byte-source.ts";
import { isFilled } from "../fields.ts";
import { DiskError } from "../problem.ts";

const pageSize = 64 * 1024;

/** What an entry is filled with that stands for no block: zeros in VHDX, ones in VHD. */
export type EmptyByte = 0 | 0xff;

/** A block allocation table in the file, read a page at a time: it may be far larger than memory should hold. */
export class EntryTable {
  readonly #file: ByteSource;
  readonly #offset: number;
  readonly #entrySize: number;
  /** Entries that the file has room for. */
  readonly count: number;
  #page: Buffer = Buffer.alloc(0);
  readonly #emptyByte: EmptyByte;
  #firstOfPage = 0;

  /** `entrySize` is 4 or 8 bytes; `offset` and `count` are cut to what lies in the file. */
  constructor(file: ByteSource, offset: number, entrySize: number, count: number, emptyByte: EmptyByte) {
    this.#emptyByte = emptyByte;
    this.#file = file;
    this.#offset = offset;
    this.#entrySize = entrySize;
    this.count = Math.max(0, Math.min(count, Math.floor((file.size - offset) / entrySize)));
  }

  /** The entry's offset in the file, for messages. */
  offsetOf(index: number): number {
    return this.#offset + index * this.#entrySize;
  }

  /** The bytes of an entry. @throws DiskError `block-table-too-short` */
  entry(index: number): { readonly page: Buffer; readonly at: number } {
    if (index >= this.count) {
      const message = `Block ${index} has no entry: the block allocation table has room for ${this.count}.`;
      throw new DiskError("block-table-too-short", message, this.#offset);
    }
    const at = (index - this.#firstOfPage) * this.#entrySize;
    if (at >= 0 && at < this.#page.length) return { page: this.#page, at };
    const perPage = pageSize / this.#entrySize;
    const first = index - (index % perPage);
    const length = Math.min(perPage, this.count - first) * this.#entrySize;
    this.#page = this.#file.read(this.#offset + first * this.#entrySize, length);
    this.#firstOfPage = first;
    return { page: this.#page, at: (index - first) * this.#entrySize };
  }

  /** Behind the page of this entry where the whole page is empty, else the entry itself: large tables are mostly empty. */
  afterEmpty(index: number): number {
    const perPage = pageSize / this.#entrySize;
    if (index >= this.count || index % perPage !== 0) return index;
    this.entry(index);
    return isFilled(this.#page, this.#emptyByte) ? index + this.#page.length / this.#entrySize : index;
  }
}
