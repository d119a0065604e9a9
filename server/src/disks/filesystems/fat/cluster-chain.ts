import type { FatLayout } from "./boot-sector.ts";
import type { ClusterLinks, FatTable } from "./fat-table.ts";

/** Clusters that follow each other on the volume. */
export interface ClusterRun {
  readonly first: number;
  readonly count: number;
}

/** A file's clusters in order, as far as they can be followed. */
export interface ClusterChain {
  readonly runs: readonly ClusterRun[];
  /** Clusters in all runs. */
  readonly length: number;
  /** Why the chain stops before `limit` without an end mark; `undefined`: it is whole. */
  readonly broken: { readonly reason: string; readonly cluster: number } | undefined;
  /** The chain goes on behind `limit` clusters. */
  readonly continues: boolean;
}

/** Follows a chain for at most `limit` clusters, and not into a cluster that it has been in: what is more is not needed. */
function followClusters(table: ClusterLinks, first: number, limit: number): ClusterChain {
  const runs: ClusterRun[] = [];
  let runFirst = first;
  let runCount = 0;
  let length = 0;
  const close = (broken: ClusterChain["broken"], continues: boolean): ClusterChain => {
    if (runCount > 0) runs.push({ first: runFirst, count: runCount });
    return overlaps(runs) ? untilLoop(runs, table.clusterCount) : { runs, length, broken, continues };
  };
  for (let cluster = first; ; ) {
    if (!table.isCluster(cluster)) return close({ reason: `cluster ${cluster} is not on the volume`, cluster }, false);
    if (length >= limit) return close(undefined, true);
    if (cluster !== runFirst + runCount) {
      runs.push({ first: runFirst, count: runCount });
      runFirst = cluster;
      runCount = 0;
    }
    runCount++;
    length++;
    const link = table.link(cluster);
    if (link.kind === "next") cluster = link.cluster;
    else if (link.kind === "end") return close(undefined, false);
    else return close({ reason: `cluster ${cluster} is followed by a ${link.kind} one`, cluster }, false);
  }
}

/** Whether a cluster is in more than one place of a chain. */
function overlaps(runs: readonly ClusterRun[]): boolean {
  if (runs.length < 2) return false;
  let end = 0;
  return runs
    .toSorted((a, b) => a.first - b.first)
    .some((run) => {
      const meets = run.first < end;
      end = Math.max(end, run.first + run.count);
      return meets;
    });
}

/** The part of a chain in front of the first cluster that it comes to again. */
function untilLoop(runs: readonly ClusterRun[], clusterCount: number): ClusterChain {
  const seen = new Uint8Array((clusterCount >>> 3) + 1);
  const whole: ClusterRun[] = [];
  let length = 0;
  let last = 0;
  for (const { first, count } of runs) {
    for (let cluster = first; cluster < first + count; cluster++) {
      const bit = 1 << (cluster & 7);
      const marks = seen[cluster >>> 3] ?? 0;
      if ((marks & bit) !== 0) {
        if (cluster > first) whole.push({ first, count: cluster - first });
        const reason = `cluster ${last} leads back to cluster ${cluster}: the chain is a loop`;
        return { runs: whole, length, broken: { reason, cluster: last }, continues: false };
      }
      seen[cluster >>> 3] = marks | bit;
      length++;
      last = cluster;
    }
    whole.push({ first, count });
  }
  return { runs, length, broken: undefined, continues: false };
}

/** The chain of a file that needs so many clusters: the second FAT's where it fits by that one only. */
export function followFile(table: FatTable, first: number, needed: number): ClusterChain {
  if (table.prefersSecond(first)) return followBySecond(table, first, needed) ?? followClusters(table, first, needed);
  const chain = followClusters(table, first, needed);
  if (isWhole(chain) && chain.length === needed) return chain;
  const other = followBySecond(table, first, needed);
  if (other === undefined) return chain;
  table.preferSecond(first);
  return other;
}

/** The chain by the second FAT, where that differs from the first and the file fits. */
export function followBySecond(table: FatTable, first: number, needed: number): ClusterChain | undefined {
  const { second } = table;
  const chain = second === undefined ? undefined : followClusters(second, first, needed);
  return chain !== undefined && isWhole(chain) && chain.length === needed ? chain : undefined;
}

/** The chain of a directory, whose length nothing tells: the second FAT's where that is whole and the first's is not, or longer. */
export function followDirectory(table: FatTable, first: number, limit: number): ClusterChain {
  const chain = followClusters(table, first, limit);
  const { second } = table;
  if (second === undefined) return chain;
  const other = followClusters(second, first, limit);
  // Directories never get shorter: the longer one is the newer one.
  if (!isWhole(other) || (isWhole(chain) && chain.length >= other.length)) return chain;
  table.preferSecond(first);
  return other;
}

function isWhole({ broken, continues }: ClusterChain): boolean {
  return broken === undefined && !continues;
}

/** The cluster at a place in a chain, counted from 0. */
export function clusterAt(runs: readonly ClusterRun[], index: number): number | undefined {
  let before = 0;
  for (const run of runs) {
    if (index < before + run.count) return run.first + index - before;
    before += run.count;
  }
  return undefined;
}

/** Offset of a cluster in bytes from the start of the volume. */
export function clusterOffset(layout: FatLayout, cluster: number): number {
  return layout.dataOffset + (cluster - 2) * layout.clusterSize;
}
