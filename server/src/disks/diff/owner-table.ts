import { NumberColumn, TextColumn } from "../columns.ts";
import type { ExtentOwner } from "../filesystems/file-system.ts";
import type { DiskOwner } from "./ownership.ts";

/** Who is known to own an extent. */
export type KnownOwner = ExtentOwner | { readonly kind: "partition-table" };

/** Bytes `start` to `end` of a disk, without `end`, and whose they are. */
export interface OwnedBytes {
  readonly start: number;
  readonly end: number;
  readonly owner: DiskOwner;
}

const kinds = ["partition-table", "system", "directory", "file", "slack"] as const;

/** Extents of a disk by where they start, a column for each fact: there may be hundreds of thousands. */
export class OwnerTable {
  readonly #starts = new NumberColumn(Float64Array);
  readonly #ends = new NumberColumn(Float64Array);
  readonly #kinds = new NumberColumn(Uint8Array);
  readonly #partitions = new NumberColumn(Uint16Array);
  readonly #names = new TextColumn();
  /** Rows by where their extents start; `undefined` until it is asked for, once all were added. */
  #order: Int32Array | undefined;

  /** `partition`: without meaning for the partition table. */
  add(start: number, end: number, owner: KnownOwner, partition: number): void {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#kinds.push(kinds.indexOf(owner.kind));
    this.#partitions.push(partition);
    this.#names.push("path" in owner ? owner.path : "name" in owner ? owner.name : "");
  }

  /** The extent at a place in the order; `undefined`: there is none. */
  at(index: number): OwnedBytes | undefined {
    const row = this.#sorted()[index];
    if (row === undefined) return undefined;
    return { start: this.#starts.at(row), end: this.#ends.at(row), owner: this.#ownerAt(row) };
  }

  /** Place of the last extent that does not start behind `offset`; -1: all do. */
  lastAtMost(offset: number): number {
    let low = 0;
    const order = this.#sorted();
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts.at(order[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Those that start in one place stay in the order in which they came. */
  #sorted(): Int32Array {
    this.#order ??= Int32Array.from({ length: this.#starts.length }, (_, row) => row).sort(
      (a, b) => this.#starts.at(a) - this.#starts.at(b) || a - b,
    );
    return this.#order;
  }

  #ownerAt(row: number): DiskOwner {
    const kind = kinds[this.#kinds.at(row)] ?? "partition-table";
    const partition = this.#partitions.at(row);
    if (kind === "partition-table") return { kind };
    if (kind === "system") return { kind, name: this.#names.at(row), partition };
    return { kind, path: this.#names.at(row), partition };
  }
}
