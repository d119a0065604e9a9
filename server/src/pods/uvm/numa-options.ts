import { keys } from "./annotation-keys.ts";
import type { CommonOptions } from "./common-options.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** The virtual NUMA settings of `uvm.Options`. */
export type NumaOptions = Pick<
  CommonOptions,
  | "MaxProcessorsPerNumaNode"
  | "MaxMemorySizePerNumaNode"
  | "PreferredPhysicalNumaNodes"
  | "NumaMappedPhysicalNodes"
  | "NumaProcessorCounts"
  | "NumaMemoryBlocksCounts"
>;

/** Reads the virtual NUMA settings, in the shim's order. */
export function readNumaOptions(reading: SandboxReading): NumaOptions {
  return {
    MaxProcessorsPerNumaNode: reading.uint32(keys.numaMaximumProcessorsPerNode, 0),
    MaxMemorySizePerNumaNode: reading.uint64(keys.numaMaximumMemorySizePerNode, 0n),
    PreferredPhysicalNumaNodes: reading.listUint32(keys.numaPreferredPhysicalNodes),
    NumaMappedPhysicalNodes: reading.listUint32(keys.numaMappedPhysicalNodes),
    NumaProcessorCounts: reading.listUint32(keys.numaCountOfProcessors),
    NumaMemoryBlocksCounts: reading.listUint64(keys.numaCountOfMemoryBlocks),
  };
}
