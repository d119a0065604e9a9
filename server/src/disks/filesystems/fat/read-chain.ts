import type { ByteSource } from "../../byte-source.ts";
import { DiskError } from "../../problem.ts";
import type { FatLayout } from "./boot-sector.ts";
import { type ClusterChain, clusterOffset } from "./cluster-chain.ts";

/** Reads `length` bytes from `offset` of the content that a chain holds. @throws DiskError where the chain ends before. */
export function readChain(
  volume: ByteSource,
  layout: FatLayout,
  chain: ClusterChain,
  path: string,
  origin: number,
  offset: number,
  length: number,
): Buffer {
  if (offset + length > chain.length * layout.clusterSize) {
    const reason = chain.broken?.reason ?? "the chain ends there";
    const at = origin + clusterOffset(layout, Math.max(2, chain.broken?.cluster ?? chain.runs.at(-1)?.first ?? 2));
    throw new DiskError(
      "chain-broken",
      `${path}: only ${chain.length * layout.clusterSize} bytes can be reached: ${reason}.`,
      at,
    );
  }
  const parts: Buffer[] = [];
  let runStart = 0;
  let at = offset;
  for (const run of chain.runs) {
    const runLength = run.count * layout.clusterSize;
    const within = at - runStart;
    runStart += runLength;
    if (within >= runLength) continue;
    const part = Math.min(runLength - within, offset + length - at);
    parts.push(volume.read(clusterOffset(layout, run.first) + within, part));
    at += part;
    if (at === offset + length) break;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}
