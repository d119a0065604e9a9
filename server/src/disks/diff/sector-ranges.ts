import { NumberColumn } from "../columns.ts";

/** Sectors `first` to `last`, both included. */
export type SectorRange = readonly [first: number, last: number];

/** Ranges of sectors in ascending order; those that touch are one. There may be hundreds of thousands. */
export class SectorRanges implements Iterable<SectorRange> {
  readonly #firsts = new NumberColumn(Float64Array);
  readonly #lasts = new NumberColumn(Float64Array);
  #sectors = 0;

  /** Number of ranges. */
  get length(): number {
    return this.#firsts.length;
  }

  /** Sectors in all ranges. */
  get sectors(): number {
    return this.#sectors;
  }

  /** Adds sectors behind all that were added before. */
  add(first: number, last: number = first): void {
    this.#sectors += last - first + 1;
    const index = this.length - 1;
    if (index >= 0 && this.#lasts.at(index) === first - 1) {
      this.#lasts.put(index, last);
      return;
    }
    this.#firsts.push(first);
    this.#lasts.push(last);
  }

  *[Symbol.iterator](): Generator<SectorRange> {
    for (let index = 0; index < this.length; index++) yield [this.#firsts.at(index), this.#lasts.at(index)];
  }

  /** Whether some range has a sector of `[start, start + length)`; these are in bytes. */
  touches(sectorSize: number, start: number, length: number): boolean {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lasts.at(middle) + 1) * sectorSize <= start) low = middle + 1;
      else high = middle;
    }
    return low < this.length && this.#firsts.at(low) * sectorSize < start + length;
  }
}
