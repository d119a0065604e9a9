/** More clusters than these (512 GiB in clusters of 4 KiB) are not watched: the marks would take more than 16 MiB. */
const maxClusters = 2 ** 27;

/** Marks the clusters that files say are theirs, and tells where two say so. */
export class ClusterClaims {
  readonly #marks: Uint8Array;
  /** Steps after which no more is checked: no volume needs more, a hostile one could ask for any number. */
  #left: number;

  constructor(clusterCount: number) {
    this.#marks = new Uint8Array(clusterCount <= maxClusters ? Math.ceil(clusterCount / 8) : 0);
    this.#left = this.#marks.length * 4 + 1_000_000;
  }

  /** @returns whether one of the clusters was claimed before. */
  claim(first: number, count: number): boolean {
    const end = Math.min(first + count, this.#marks.length * 8);
    let isShared = false;
    for (let cluster = first; cluster < end && this.#left > 0; this.#left--) {
      const isByte = (cluster & 7) === 0 && cluster + 8 <= end;
      const bits = isByte ? 0xff : 1 << (cluster & 7);
      const marks = this.#marks[cluster >>> 3] ?? 0;
      if ((marks & bits) !== 0) isShared = true;
      this.#marks[cluster >>> 3] = marks | bits;
      cluster += isByte ? 8 : 1;
    }
    return isShared;
  }
}
