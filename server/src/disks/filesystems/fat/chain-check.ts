import type { ProblemLog } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";
import { type ClusterRun, clusterOffset, followBySecond, followFile } from "./cluster-chain.ts";
import type { FatTable } from "./fat-table.ts";

/** Clusters that one walk checks at most; a file behind that is checked when it is read. */
const budget = 8_000_000;
/** A larger table is not read to its end for clusters that no file needs. Bytes. */
const largestSearched = 4 * 1024 * 1024;

/** Checks on a walk that every file's chain fits its size and that no cluster belongs to two files or directories. */
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
    const needed = Math.ceil(size / this.#layout.clusterSize);
    if (needed > this.#layout.clusterCount) {
      const message = `${path}: its size of ${size} bytes is more than the whole volume has room for.`;
      this.#report("size-impossible", message, this.#table.isCluster(first) ? first : 2);
      return;
    }
    if (size === 0 || needed > this.#left) return;
    let chain = followFile(this.#table, first, needed);
    let shared = this.#claim(chain.runs);
    const other = shared === undefined ? undefined : followBySecond(this.#table, first, needed);
    if (other !== undefined) {
      const sharedByOther = this.#claim(other.runs);
      if (sharedByOther === undefined) {
        this.#table.preferSecond(first);
        chain = other;
        shared = undefined;
      }
    }
    const last = chain.runs.at(-1);
    const lastCluster = last === undefined ? first : last.first + last.count - 1;
    if (shared !== undefined) this.#reportShared(path, shared);
    else if (chain.broken !== undefined) {
      const message = `${path}: ${chain.broken.reason}; content is missing.`;
      this.#report("chain-broken", message, this.#table.isCluster(chain.broken.cluster) ? chain.broken.cluster : 2);
    } else if (chain.continues) {
      const message = `${path}: more clusters than its size of ${size} bytes needs.`;
      this.#report("chain-too-long", message, lastCluster);
    } else if (chain.length < needed) {
      const message = `${path}: ${chain.length} clusters for a size of ${size} bytes; the end is missing.`;
      this.#report("chain-too-short", message, lastCluster);
    }
    const beyond = chain.runs.find((run) => clusterOffset(this.#layout, run.first + run.count) > this.#volumeSize);
    if (beyond === undefined) return;
    const message = `${path}: the clusters from ${beyond.first} on lie behind the end of the partition.`;
    this.#report("content-beyond-end", message, beyond.first);
  }

  /** Checks that a directory's clusters are no other's. */
  checkDirectory(path: string, runs: readonly ClusterRun[]): void {
    const shared = this.#claim(runs);
    if (shared !== undefined) this.#reportShared(path, shared);
  }

  /** Tells of clusters that are in use for nothing that was checked; to be asked once all files and directories were. */
  checkLost(): void {
    if (this.#left < 0 || this.#layout.fatSize > largestSearched) return;
    let lost = 0;
    let first = 0;
    for (let cluster = 2; cluster < this.#table.clusterCount + 2; cluster++) {
      if (((this.#taken[cluster >>> 3] ?? 0) & (1 << (cluster & 7))) !== 0 || !this.#table.isInUse(cluster)) continue;
      if (lost++ === 0) first = cluster;
    }
    if (lost === 0) return;
    const message = `The FAT has ${lost} clusters in use that no file or directory leads to: entries of them may be lost.`;
    this.#report("clusters-lost", message, first);
  }

  /** Marks the clusters of runs; @returns the first that was marked before, with none of the others marked by this. */
  #claim(runs: readonly ClusterRun[]): number | undefined {
    for (const [index, run] of runs.entries()) {
      for (let cluster = run.first; cluster < run.first + run.count; cluster++) {
        this.#left--;
        if (!this.#take(cluster)) continue;
        this.#release([...runs.slice(0, index), { first: run.first, count: cluster - run.first }]);
        return cluster;
      }
    }
    return undefined;
  }

  #release(runs: readonly ClusterRun[]): void {
    for (const { first, count } of runs) {
      for (let cluster = first; cluster < first + count; cluster++) {
        this.#taken[cluster >>> 3] = (this.#taken[cluster >>> 3] ?? 0) & ~(1 << (cluster & 7));
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

  #reportShared(path: string, cluster: number): void {
    const message = `${path || "/"}: cluster ${cluster} also belongs to another file.`;
    this.#report("clusters-shared", message, cluster);
  }

  #report(code: string, message: string, cluster: number): void {
    this.#log.add(code, message, this.#origin + clusterOffset(this.#layout, cluster));
  }
}
