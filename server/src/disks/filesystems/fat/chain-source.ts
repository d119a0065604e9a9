import { type ByteSource, readInto } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";
import { type ClusterChain, clusterOffset } from "./cluster-chain.ts";

/** The content of `size` bytes that a chain holds. Reading throws a DiskError where the chain ends before. */
export function chainSource(
  volume: ByteSource,
  layout: FatLayout,
  chain: ClusterChain,
  size: number,
  origin: number,
): ByteSource {
  const reach = chain.length * layout.clusterSize;

  const check = (end: number): void => {
    if (end <= reach) return;
    const reason = chain.broken?.reason ?? "the chain ends there";
    const at = origin + clusterOffset(layout, Math.max(2, chain.broken?.cluster ?? chain.runs.at(-1)?.first ?? 2));
    throw new DiskError("chain-broken", `Only ${reach} bytes can be reached: ${reason}.`, at);
  };

  const fill = (offset: number, target: Buffer): void => {
    let runStart = 0;
    let done = 0;
    for (const run of chain.runs) {
      const runLength = run.count * layout.clusterSize;
      const within = offset + done - runStart;
      runStart += runLength;
      if (within >= runLength) continue;
      const end = Math.min(target.length, done + runLength - within);
      readInto(volume, clusterOffset(layout, run.first) + within, target.subarray(done, end));
      done = end;
      if (done === target.length) return;
    }
  };

  return {
    size,
    read(offset, length) {
      check(offset + length);
      const [first] = chain.runs;
      if (first !== undefined && offset + length <= first.count * layout.clusterSize) {
        return volume.read(clusterOffset(layout, first.first) + offset, length);
      }
      const bytes = Buffer.allocUnsafe(length);
      fill(offset, bytes);
      return bytes;
    },
    readInto(offset, target) {
      check(offset + target.length);
      fill(offset, target);
    },
  };
}
