import { TextColumn } from "../columns.ts";

/** Paths, read in their order; there may be hundreds of thousands. */
export class PathList implements Iterable<string> {
  readonly #paths = new TextColumn();
  #order: Int32Array | undefined;

  get length(): number {
    return this.#paths.length;
  }

  add(path: string): void {
    this.#paths.push(path);
    this.#order = undefined;
  }

  *[Symbol.iterator](): Generator<string> {
    this.#order ??= Int32Array.from({ length: this.length }, (_, row) => row).sort((a, b) => {
      const [left, right] = [this.#paths.at(a), this.#paths.at(b)];
      return left < right ? -1 : Number(left > right);
    });
    for (const row of this.#order) yield this.#paths.at(row);
  }
}
