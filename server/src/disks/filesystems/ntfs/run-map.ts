import type { Run } from "./runs.ts";

/** A place in a list of runs. */
export interface RunPosition {
  readonly run: Run;
  /** Clusters in front of the place within its run. */
  readonly within: number;
}

/** Finds the run of a virtual cluster by halving: fragmented files have thousands of runs. */
export class RunMap {
  readonly runs: readonly Run[];
  readonly #starts: Float64Array;
  /** Virtual clusters that the runs map. */
  readonly count: number;

  constructor(runs: readonly Run[]) {
    this.runs = runs;
    this.#starts = new Float64Array(runs.length);
    let next = 0;
    for (const [index, run] of runs.entries()) {
      this.#starts[index] = next;
      next += run.count;
    }
    this.count = next;
  }

  /** `undefined`: the cluster is behind the last run. */
  at(cluster: number): RunPosition | undefined {
    if (cluster >= this.count) return undefined;
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] ?? 0) <= cluster) low = middle;
      else high = middle - 1;
    }
    const run = this.runs[low];
    return run === undefined ? undefined : { run, within: cluster - (this.#starts[low] ?? 0) };
  }
}
