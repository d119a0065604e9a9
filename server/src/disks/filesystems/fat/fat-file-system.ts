import type { ByteSource } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import { Recent } from "../../recent.ts";
import { joinPath } from "../entry-name.ts";
import type { FileEntry, ListOptions, OwnedExtent, VolumeStretch } from "../file-system.ts";
import { VolumeFileSystem } from "../volume-file-system.ts";
import type { FatLayout } from "./boot-sector.ts";
import { ChainCheck } from "./chain-check.ts";
import { chainSource } from "./chain-source.ts";
import { type ClusterChain, clusterOffset, followFile } from "./cluster-chain.ts";
import type { FatDirectoryEntry } from "./directory.ts";
import { DirectoryReader } from "./directory-reader.ts";
import { fatExtents } from "./extents.ts";
import { FatTable } from "./fat-table.ts";
import { checkFirstEntries, checkReservedSectors } from "./reserved-sectors.ts";

const maxEntries = 400_000;
const maxDepth = 256;
/** Longer listings, and chains of more runs, are not kept for the next time. */
const maxKept = 4096;
/** Clusters. */
const shortChain = 8;

/** A FAT12, FAT16 or FAT32 volume. */
export class FatFileSystem extends VolumeFileSystem<FatLayout> {
  readonly kind: FatLayout["kind"];
  readonly #table: FatTable;
  readonly #directories: DirectoryReader;
  readonly #chains = new Recent<string, ClusterChain>(256);
  readonly #listings = new Recent<string, readonly FileEntry[]>(64);
  /** A file in very many pieces is kept as long as it is the one that is read. */
  #longChain: { readonly key: string; readonly chain: ClusterChain } | undefined;

  /** `origin`: the volume's offset on the disk, for problems. `fromBackup`: the layout is that of the boot sector's backup. */
  constructor(volume: ByteSource, layout: FatLayout, origin: number, fromBackup = false) {
    super(volume, layout, origin, 0);
    this.kind = layout.kind;
    this.#table = new FatTable(volume, layout, origin, this.log);
    this.#directories = new DirectoryReader(volume, layout, this.#table, origin, this.log);
    if (fromBackup) this.noteBackupBootSector("sector 6");
    else this.log.attempt(() => checkReservedSectors(volume, layout, origin, this.log), "Reserved sectors");
    this.log.attempt(() => checkFirstEntries(volume, layout, origin, this.log), "FAT");
    this.checkEnd(layout.dataOffset + layout.clusterCount * layout.clusterSize);
  }

  get label(): string {
    const label = this.#directories.read(0, "", false).label ?? this.layout.label;
    return label === "NO NAME" ? "" : label;
  }

  protected findIn(directory: FileEntry, part: string): FileEntry | undefined {
    const wanted = part.toUpperCase();
    return this.list(directory).find(({ name }) => name.toUpperCase() === wanted);
  }

  protected listDirectory(directory: FileEntry, options: ListOptions): readonly FileEntry[] {
    const deleted = options.deleted === true;
    const key = `${deleted}:${directory.node}:${directory.path}`;
    const known = this.#listings.get(key);
    if (known !== undefined) return known;
    const listing = this.log.attempt(() => this.#readDirectory(directory, deleted), directory.path || "/") ?? [];
    if (listing.length <= maxKept) this.#listings.set(key, listing);
    return listing;
  }

  *walk(options: ListOptions = {}): Generator<FileEntry> {
    this.#table.compareCopies();
    const check = new ChainCheck(this.#table, this.layout, this.volume.size, this.origin, this.log);
    const visited = new Set<number>([0, this.layout.rootCluster]);
    check.checkDirectory("", this.#runsOf(0));
    const stack = [this.list(this.root, options)[Symbol.iterator]()];
    let count = 0;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = top.next();
      if (step.done === true) {
        stack.pop();
        continue;
      }
      const entry = step.value;
      if (++count > maxEntries) {
        this.log.add("too-many-entries", `More than ${maxEntries} entries; the rest is left out.`, this.origin);
        return;
      }
      if (entry.kind === "file" && !entry.deleted)
        this.log.attempt(() => check.check(entry.path, entry.node, entry.size), entry.path);
      yield entry;
      if (entry.kind !== "directory" || entry.deleted) continue;
      if (visited.has(entry.node)) {
        this.log.add(
          "directory-loop",
          `${entry.path}: the directory leads back to one that was listed already.`,
          this.#offsetOf(entry),
        );
      } else if (stack.length >= maxDepth) {
        this.log.add(
          "directory-too-deep",
          `${entry.path}: more than ${maxDepth} directories deep.`,
          this.#offsetOf(entry),
        );
      } else {
        visited.add(entry.node);
        check.checkDirectory(entry.path, this.#runsOf(entry.node));
        stack.push(this.list(entry, options)[Symbol.iterator]());
      }
    }
    // Whatever else is wrong explains clusters that nothing leads to.
    if (this.problems.every(({ code }) => code === "volume-not-closed")) {
      this.log.attempt(() => check.checkLost(), "FAT");
    }
  }

  protected contentOf(entry: FileEntry): ByteSource {
    return chainSource(this.volume, this.layout, this.#chainOf(entry), entry.size, this.origin);
  }

  /** Chains are followed for each file, to where they are now. */
  get nodePlaces(): string {
    return "";
  }

  placesOf(entry: FileEntry): readonly VolumeStretch[] {
    if (entry.size === 0) return [];
    const { clusterSize } = this.layout;
    return this.#chainOf(entry).runs.map(({ first, count }) => {
      return { offset: clusterOffset(this.layout, first), length: count * clusterSize };
    });
  }

  extents(): Iterable<OwnedExtent> {
    const fileRuns = (entry: FileEntry): ClusterChain["runs"] =>
      this.log.attempt(() => this.#chainOf(entry).runs) ?? [];
    return fatExtents(this.layout, this.walk(), (cluster) => this.#runsOf(cluster), fileRuns);
  }

  release(): void {
    this.#listings.clear();
  }

  #runsOf(directory: number): ClusterChain["runs"] {
    return this.log.attempt(() => this.#directories.runs(directory)) ?? [];
  }

  #offsetOf(entry: FileEntry): number {
    return this.origin + this.layout.dataOffset + Math.max(0, entry.node - 2) * this.layout.clusterSize;
  }

  #readDirectory(directory: FileEntry, deleted: boolean): readonly FileEntry[] {
    return this.#directories
      .read(directory.node, directory.path, deleted)
      .entries.map((entry) => toFileEntry(directory.path, entry));
  }

  #chainOf(entry: FileEntry): ClusterChain {
    const needed = Math.ceil(entry.size / this.layout.clusterSize);
    const key = `${entry.node}:${needed}:${entry.deleted}`;
    const known = this.#longChain?.key === key ? this.#longChain.chain : this.#chains.get(key);
    if (known !== undefined) return known;
    const chain = entry.deleted ? this.#deletedChain(entry, needed) : followFile(this.#table, entry.node, needed);
    // A short chain is followed again sooner than it is kept.
    if (needed <= shortChain) return chain;
    if (chain.runs.length <= maxKept) this.#chains.set(key, chain);
    else this.#longChain = { key, chain };
    return chain;
  }

  /** A deleted file's chain is gone; where its clusters are all free it most likely lay in one piece. */
  #deletedChain(entry: FileEntry, needed: number): ClusterChain {
    for (let cluster = entry.node; cluster < entry.node + needed; cluster++) {
      if (this.#table.isCluster(cluster) && this.#table.isFree(cluster)) continue;
      throw new DiskError(
        "deleted-overwritten",
        `Cluster ${cluster} has a new owner; the deleted file is lost.`,
        this.#offsetOf(entry),
      );
    }
    return { runs: [{ first: entry.node, count: needed }], length: needed, broken: undefined, continues: false };
  }
}

function toFileEntry(directory: string, entry: FatDirectoryEntry): FileEntry {
  return {
    path: joinPath(directory, entry.name),
    name: entry.name,
    kind: entry.isDirectory ? "directory" : "file",
    size: entry.size,
    modified: entry.modified,
    created: entry.created,
    attributes: entry.attributes,
    deleted: entry.deleted,
    target: undefined,
    node: entry.firstCluster,
  };
}
