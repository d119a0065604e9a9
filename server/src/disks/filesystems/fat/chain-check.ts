import type { ProblemLog } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";
import { clusterOffset } from "./cluster-chain.ts";
import type { FatTable } from "./fat-table.ts";

/** Clusters that one walk checks at most; a file behind that is checked when it is read. */
const budget = 8_000_000;

/** Checks on a walk that every file's chain fits its size and that no cluster belongs to two files. */
export class ChainCheck {
  readonly #table: FatTable;
  readonly #layout: FatLayout;
  readonly #origin: number;
  readonly #log: ProblemLog;
  readonly #taken: Uint8Array;
  readonly #volumeSize: number;
  #left = budget;

  constructor(table: FatTable, layout: FatLayout, volumeSize: number, origin: number, log: ProblemLog) {
    this.#volumeSize = volumeSize;
    this.#table = table;
    this.#layout = layout;
    this.#origin = origin;
    this.#log = log;
    this.#taken = new Uint8Array((layout.clusterCount >>> 3) + 2);
  }

  /** Checks the chain of a file of `size` bytes that starts at `first`. */
  check(path: string, first: number, size: number): void {
    if (size === 0) return;
    const needed = Math.ceil(size / this.#layout.clusterSize);
    let cluster = first;
    for (let count = 1; this.#left > 0; count++) {
      if (!this.#table.isCluster(cluster)) {
        this.#report("chain-broken", `${path}: cluster ${cluster} is not on the volume; content is missing.`, 2);
        return;
      }
      if (this.#take(cluster)) {
        this.#report(
          "clusters-shared",
          `${path}: cluster ${cluster} also belongs to another file, or to this one twice.`,
          cluster,
        );
        return;
      }
      if (clusterOffset(this.#layout, cluster + 1) > this.#volumeSize) {
        this.#report(
          "content-beyond-end",
          `${path}: cluster ${cluster} lies behind the end of the partition.`,
          cluster,
        );
        return;
      }
      this.#left--;
      const link = this.#table.link(cluster);
      if (link.kind === "next") {
        if (count >= needed) {
          this.#report("chain-too-long", `${path}: more clusters than its size of ${size} bytes needs.`, cluster);
          return;
        }
        cluster = link.cluster;
      } else {
        if (link.kind !== "end") {
          this.#report("chain-broken", `${path}: cluster ${cluster} is followed by a ${link.kind} one.`, cluster);
        } else if (count < needed) {
          this.#report(
            "chain-too-short",
            `${path}: ${count} clusters for a size of ${size} bytes; the end is missing.`,
            cluster,
          );
        }
        return;
      }
    }
  }

  /** Marks a cluster; true where it was marked before. */
  #take(cluster: number): boolean {
    const byte = this.#taken[cluster >>> 3] ?? 0;
    const bit = 1 << (cluster & 7);
    this.#taken[cluster >>> 3] = byte | bit;
    return (byte & bit) !== 0;
  }

  #report(code: string, message: string, cluster: number): void {
    this.#log.add(code, message, this.#origin + clusterOffset(this.#layout, cluster));
  }
}
