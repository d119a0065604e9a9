import type { ByteSource } from "../../byte-source.ts";
import type { ProblemLog } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";

/** Divides by 1.5, 2 and 4 bytes: no entry of FAT12 crosses a window. */
const windowSize = 384 * 1024;
const maxWindows = 16;

/** **end**: last cluster of a chain. **free**, **bad** and **invalid** do not belong in a chain. */
export type FatLink =
  | { readonly kind: "next"; readonly cluster: number }
  | { readonly kind: "end" | "free" | "bad" | "invalid" };

const end: FatLink = { kind: "end" };
const free: FatLink = { kind: "free" };
const bad: FatLink = { kind: "bad" };
const invalid: FatLink = { kind: "invalid" };

/** The file allocation table, read in windows; where the first copy makes no sense, the second is asked. */
export class FatTable {
  readonly #volume: ByteSource;
  readonly #layout: FatLayout;
  readonly #origin: number;
  readonly #log: ProblemLog;
  readonly #windows = new Map<number, Buffer>();
  readonly #bits: 12 | 16 | 32;

  constructor(volume: ByteSource, layout: FatLayout, origin: number, log: ProblemLog) {
    this.#volume = volume;
    this.#layout = layout;
    this.#origin = origin;
    this.#log = log;
    this.#bits = layout.kind === "FAT12" ? 12 : layout.kind === "FAT16" ? 16 : 32;
  }

  isCluster(cluster: number): boolean {
    return cluster >= 2 && cluster < this.#layout.clusterCount + 2;
  }

  /** The copy to trust first. */
  get #first(): number {
    return this.#layout.activeFat ?? 0;
  }

  /** What the table says of a cluster of the volume. May throw a DiskError where no copy can be read. */
  link(cluster: number): FatLink {
    const first = this.#classify(this.#value(cluster, this.#first));
    const isAlone = this.#layout.fatCopies < 2 || this.#layout.activeFat !== undefined;
    if (first.kind === "next" || first.kind === "end" || isAlone) return first;
    const second = this.#log.attempt(() => this.#classify(this.#value(cluster, 1)), "Second FAT");
    if (second?.kind !== "next" && second?.kind !== "end") return first;
    const message = "The first FAT has entries that make no sense; the second FAT is used for them.";
    this.#log.add("fat-copy-used", message, this.#origin + this.#layout.fatOffset);
    return second;
  }

  isFree(cluster: number): boolean {
    return this.#value(cluster, this.#first) === 0;
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
