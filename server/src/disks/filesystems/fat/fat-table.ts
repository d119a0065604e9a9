import type { ByteSource } from "../../byte-source.ts";
import type { ProblemLog } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";

/** Divides by 1.5, 2 and 4 bytes: no entry of FAT12 crosses a window. */
const windowSize = 384 * 1024;
const maxWindows = 16;
/** Both copies of a larger table are not compared: that would read more than a listing does. */
const largestCompared = 4 * 1024 * 1024;

/** **end**: last cluster of a chain. **free**, **bad** and **invalid** do not belong in a chain. */
export type FatLink =
  | { readonly kind: "next"; readonly cluster: number }
  | { readonly kind: "end" | "free" | "bad" | "invalid" };

const end: FatLink = { kind: "end" };
const free: FatLink = { kind: "free" };
const bad: FatLink = { kind: "bad" };
const invalid: FatLink = { kind: "invalid" };

/** What is asked of a file allocation table, or of one copy of it. */
export interface ClusterLinks {
  /** Clusters of the volume; they are numbered 2 … clusterCount + 1. */
  readonly clusterCount: number;
  isCluster(cluster: number): boolean;
  /** What the table says of a cluster of the volume. May throw a DiskError where it cannot be read. */
  link(cluster: number): FatLink;
}

/** The file allocation table, read in windows; where the first copy makes no sense, the second is asked. */
export class FatTable implements ClusterLinks {
  readonly #volume: ByteSource;
  readonly #layout: FatLayout;
  readonly #origin: number;
  readonly #log: ProblemLog;
  readonly #windows = new Map<number, Buffer>();
  readonly #bits: 12 | 16 | 32;
  readonly #bySecond = new Set<number>();
  #differs: boolean | undefined;

  constructor(volume: ByteSource, layout: FatLayout, origin: number, log: ProblemLog) {
    this.#volume = volume;
    this.#layout = layout;
    this.#origin = origin;
    this.#log = log;
    this.#bits = layout.kind === "FAT12" ? 12 : layout.kind === "FAT16" ? 16 : 32;
  }

  get clusterCount(): number {
    return this.#layout.clusterCount;
  }

  isCluster(cluster: number): boolean {
    return cluster >= 2 && cluster < this.clusterCount + 2;
  }

  /** The copy to trust first. */
  get #first(): number {
    return this.#layout.activeFat ?? 0;
  }

  get #isAlone(): boolean {
    return this.#layout.fatCopies < 2 || this.#layout.activeFat !== undefined;
  }

  link(cluster: number): FatLink {
    const first = this.#classify(this.#value(cluster, this.#first));
    if (first.kind === "next" || first.kind === "end" || this.#isAlone) return first;
    const second = this.#log.attempt(() => this.#classify(this.#value(cluster, 1)), "Second FAT");
    if (second?.kind !== "next" && second?.kind !== "end") return first;
    const message = "The first FAT has entries that make no sense; the second FAT is used for them.";
    this.#log.add("fat-copy-used", message, this.#origin + this.#layout.fatOffset);
    return second;
  }

  /** The second copy by itself; `undefined` where there is none or it says the same as the first. */
  get second(): ClusterLinks | undefined {
    if (!this.compareCopies()) return undefined;
    return {
      clusterCount: this.clusterCount,
      isCluster: (cluster) => this.isCluster(cluster),
      link: (cluster) => this.#classify(this.#value(cluster, 1)),
    };
  }

  /** Whether the second copy says something else than the first, which is noted; tables too large to compare may. */
  compareCopies(): boolean {
    this.#differs ??= !this.#isAlone && this.#compare();
    return this.#differs;
  }

  /** From now on the chain that starts here is the second copy's. */
  preferSecond(first: number): void {
    this.#bySecond.add(first);
    const message = "Chains make sense by the second FAT only; it is used for them.";
    this.#log.add("fat-copy-used", message, this.#origin + this.#layout.fatOffset);
  }

  prefersSecond(first: number): boolean {
    return this.#bySecond.has(first);
  }

  #compare(): boolean {
    const { fatOffset, fatSize } = this.#layout;
    if (fatSize > largestCompared) return true;
    const read = (copy: number): Buffer => this.#volume.read(fatOffset + copy * fatSize, fatSize);
    const isEqual = this.#log.attempt(() => read(0).equals(read(1)), "FAT") ?? false;
    if (isEqual) return false;
    const message = "The two file allocation tables differ; the first one is used where it makes sense.";
    this.#log.add("fat-copies-differ", message, this.#origin + fatOffset);
    return true;
  }

  isFree(cluster: number): boolean {
    return this.#value(cluster, this.#first) === 0;
  }

  /** Whether a cluster is part of a chain. */
  isInUse(cluster: number): boolean {
    const { kind } = this.#classify(this.#value(cluster, this.#first));
    return kind === "next" || kind === "end";
  }

  #classify(value: number): FatLink {
    // The same limits for all widths once the top bits are filled.
    const top = this.#bits === 12 ? 0xff0 : this.#bits === 16 ? 0xfff0 : 0x0ffffff0;
    if (value >= top + 8) return end;
    if (value === 0) return free;
    if (value === top + 7) return bad;
    return this.isCluster(value) ? { kind: "next", cluster: value } : invalid;
  }

  #value(cluster: number, copy: number): number {
    const at = this.#bits === 12 ? cluster + (cluster >>> 1) : (cluster * this.#bits) / 8;
    const index = Math.floor(at / windowSize);
    const window = this.#window(index, copy);
    const within = at - index * windowSize;
    if (within + (this.#bits === 32 ? 4 : 2) > window.length) return 1;
    if (this.#bits === 32) return window.readUInt32LE(within) & 0x0fffffff;
    const value = window.readUInt16LE(within);
    if (this.#bits === 16) return value;
    return (cluster & 1) === 1 ? value >>> 4 : value & 0xfff;
  }

  #window(index: number, copy: number): Buffer {
    const key = index * 2 + copy;
    const known = this.#windows.get(key);
    if (known !== undefined) return known;
    const start = index * windowSize;
    const length = Math.max(0, Math.min(windowSize, this.#layout.fatSize - start));
    const loaded = this.#volume.read(this.#layout.fatOffset + copy * this.#layout.fatSize + start, length);
    if (this.#windows.size >= maxWindows) this.#windows.clear();
    this.#windows.set(key, loaded);
    return loaded;
  }
}
