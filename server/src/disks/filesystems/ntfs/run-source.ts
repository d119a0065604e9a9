import type { ByteSource } from "../../byte-source.ts";
import { type Extent, extentSource } from "../../extent-source.ts";
import { DiskError } from "../../problem.ts";
import { Recent } from "../../recent.ts";
import { decompressLznt1 } from "./lznt1.ts";
import { RunMap } from "./run-map.ts";
import type { Run } from "./runs.ts";

/** The content of a non-resident attribute. */
export interface RunContent {
  readonly volume: ByteSource;
  readonly clusterSize: number;
  /** From virtual cluster 0 on. */
  readonly runs: readonly Run[];
  readonly size: number;
  readonly initialized: number;
  /** Disk offset of the file record, for errors. */
  readonly recordOffset: number;
}

/** The bytes of runs as they lie on the volume; sparse runs and what was never written are zero. */
export function runSource(content: RunContent): ByteSource {
  const { volume, clusterSize, runs, size } = content;
  const initialized = Math.min(content.initialized, size);
  const map = new RunMap(runs);
  const extentAt = (offset: number): Extent => {
    if (offset >= initialized) return { length: size - offset, base: undefined, at: 0 };
    const cluster = Math.floor(offset / clusterSize);
    const position = map.at(cluster);
    if (position === undefined) {
      const message = `Only ${map.count} clusters are mapped; the byte at ${offset} is in none.`;
      throw new DiskError("runs-too-short", message, content.recordOffset);
    }
    const { run } = position;
    const within = position.within * clusterSize + offset - cluster * clusterSize;
    const length = Math.min(run.count * clusterSize - within, initialized - offset);
    if (run.lcn < 0) return { length, base: undefined, at: 0 };
    const at = run.lcn * clusterSize + within;
    if (at >= volume.size) {
      const message = `The byte at ${offset} lies behind the end of the partition.`;
      throw new DiskError("content-beyond-end", message, content.recordOffset);
    }
    return { length: Math.min(length, volume.size - at), base: volume, at };
  };
  return extentSource(size, extentAt);
}

/** The decompressed bytes of runs that are compressed in units of `unitClusters` clusters. */
export function compressedSource(content: RunContent, unitClusters: number): ByteSource {
  const { volume, clusterSize, runs, size } = content;
  const unitSize = unitClusters * clusterSize;
  const map = new RunMap(runs);
  const units = new Recent<number, ByteSource | undefined>(2);

  /** The stored clusters of a unit: as many as it has are plain data, none are zeros, fewer are compressed. */
  const loadUnit = (unit: number): Buffer | undefined => {
    const first = unit * unitClusters;
    const parts: Buffer[] = [];
    let stored = 0;
    for (let cluster = first; cluster < first + unitClusters; ) {
      const position = map.at(cluster);
      if (position === undefined) break;
      const { run, within } = position;
      const count = Math.min(run.count - within, first + unitClusters - cluster);
      if (run.lcn >= 0) {
        parts.push(volume.read((run.lcn + within) * clusterSize, count * clusterSize));
        stored += count;
      }
      cluster += count;
    }
    if (stored === 0) return undefined;
    const bytes = Buffer.concat(parts);
    return stored === unitClusters ? bytes : decompressLznt1(bytes, unitSize, content.recordOffset);
  };

  const extentAt = (offset: number): Extent => {
    const unit = Math.floor(offset / unitSize);
    const within = offset - unit * unitSize;
    const length = Math.min(unitSize - within, size - offset);
    if (offset >= content.initialized) return { length: size - offset, base: undefined, at: 0 };
    let base = units.get(unit);
    if (base === undefined) {
      const bytes = loadUnit(unit);
      base =
        bytes === undefined ? undefined : { size: bytes.length, read: (at, count) => bytes.subarray(at, at + count) };
      units.set(unit, base);
    }
    return { length, base, at: within };
  };
  return extentSource(size, extentAt);
}
