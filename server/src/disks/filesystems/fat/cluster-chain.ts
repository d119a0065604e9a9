import type { FatLayout } from "./boot-sector.ts";
import type { FatTable } from "./fat-table.ts";

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

/** Follows a chain for at most `limit` clusters; what is more is not needed, or is a loop. */
export function followClusters(table: FatTable, first: number, limit: number): ClusterChain {
  const runs: ClusterRun[] = [];
  let runFirst = first;
  let runCount = 0;
  let length = 0;
  const close = (broken: ClusterChain["broken"], continues: boolean): ClusterChain => {
    if (runCount > 0) runs.push({ first: runFirst, count: runCount });
    return { runs, length, broken, continues };
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
