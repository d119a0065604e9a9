import type { ByteSource } from "../../byte-source.ts";
import type { ProblemLog } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";
import { type ClusterRun, clusterAt, clusterOffset, followDirectory } from "./cluster-chain.ts";
import { type DirectoryOptions, type DirectoryPlace, type FatDirectory, parseDirectory } from "./directory.ts";
import type { FatTable } from "./fat-table.ts";

/** The specification allows 65,536 entries; twice that is still read. */
const largestDirectory = 4 * 1024 * 1024;

/** Reads directories by their first cluster; what cannot be read of one is left out and noted. */
export class DirectoryReader {
  readonly #volume: ByteSource;
  readonly #layout: FatLayout;
  readonly #table: FatTable;
  readonly #origin: number;
  readonly #log: ProblemLog;

  constructor(volume: ByteSource, layout: FatLayout, table: FatTable, origin: number, log: ProblemLog) {
    this.#volume = volume;
    this.#layout = layout;
    this.#table = table;
    this.#origin = origin;
    this.#log = log;
  }

  /** The directory at `cluster`; 0 is the root, as `..` entries write it. */
  read(cluster: number, path: string, deleted: boolean): FatDirectory {
    const options = { deleted, wideClusters: this.#layout.kind === "FAT32" };
    const first = cluster === 0 ? this.#layout.rootCluster : cluster;
    return first === 0 ? this.#readFixedRoot(options) : this.#readChain(first, path, options);
  }

  /** The clusters of a directory; empty for the root of FAT12 and FAT16. */
  runs(cluster: number): readonly ClusterRun[] {
    const first = cluster === 0 ? this.#layout.rootCluster : cluster;
    return first === 0 ? [] : followDirectory(this.#table, first, this.#maxClusters).runs;
  }

  get #maxClusters(): number {
    return Math.ceil(largestDirectory / this.#layout.clusterSize);
  }

  #readFixedRoot(options: DirectoryOptions): FatDirectory {
    const { rootOffset, rootSize } = this.#layout;
    const bytes = this.#log.attempt(() => this.#volume.read(rootOffset, rootSize), "Root directory") ?? Buffer.alloc(0);
    return parseDirectory(bytes, { path: "", offsetOf: (at) => this.#origin + rootOffset + at }, options, this.#log);
  }

  #readChain(first: number, path: string, options: DirectoryOptions): FatDirectory {
    const { clusterSize } = this.#layout;
    const chain = followDirectory(this.#table, first, this.#maxClusters);
    const name = path || "/";
    const firstOffset = this.#origin + clusterOffset(this.#layout, Math.max(2, first));
    if (chain.broken !== undefined) {
      this.#log.add("directory-broken", `${name}: ${chain.broken.reason}; entries may be missing.`, firstOffset);
    }
    if (chain.continues) {
      this.#log.add(
        "directory-too-long",
        `${name}: the directory is longer than FAT allows; the first 4 MiB are read.`,
        firstOffset,
      );
    }
    const parts = chain.runs.map((run) => this.#readRun(run, name));
    const place: DirectoryPlace = {
      path,
      offsetOf: (at) => {
        const cluster = clusterAt(chain.runs, Math.floor(at / clusterSize)) ?? first;
        return this.#origin + clusterOffset(this.#layout, cluster) + (at % clusterSize);
      },
    };
    return parseDirectory(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), place, options, this.#log);
  }

  #readRun(run: ClusterRun, name: string): Buffer {
    const { clusterSize } = this.#layout;
    const read = (cluster: number, count: number): Buffer =>
      this.#volume.read(clusterOffset(this.#layout, cluster), count * clusterSize);
    try {
      return read(run.first, run.count);
    } catch (error) {
      this.#log.take(error, name);
    }
    // One unreadable cluster must not hide its neighbors; as deleted entries (E5) its bytes are passed over.
    const unreadable = Buffer.alloc(clusterSize, 0xe5);
    return Buffer.concat(
      Array.from(
        { length: run.count },
        (_, index) => this.#log.attempt(() => read(run.first + index, 1), name) ?? unreadable,
      ),
    );
  }
}
