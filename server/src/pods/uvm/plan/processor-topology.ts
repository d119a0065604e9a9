import type { CommonOptions } from "../common-options.ts";
import { normalizeProcessorCount } from "../normalize.ts";
import type { NumaTopology } from "../numa-topology.ts";
import type { GoObject } from "./go-json.ts";
import { asUint64, goStruct } from "./go-struct.ts";

/** `ComputeTopology.Processor`; a negative count wraps as Go's conversions do. */
export function processorTopology(
  options: CommonOptions,
  numa: NumaTopology,
  hostProcessors: number | undefined,
): GoObject {
  return goStruct({
    Count: normalizeProcessorCount(options.ProcessorCount, hostProcessors) >>> 0,
    Limit: asUint64(options.ProcessorLimit),
    Weight: asUint64(options.ProcessorWeight),
    CpuGroup: options.CPUGroupID === "" ? undefined : { Id: options.CPUGroupID },
    NumaProcessorsSettings:
      numa.kind === "implicit" ? { count_per_node: { max: numa.maxProcessorsPerNode } } : undefined,
  });
}

/** `ComputeTopology.Numa`: limits for a topology that the platform makes, or the nodes themselves. */
export function numaDocument(numa: NumaTopology): GoObject | undefined {
  switch (numa.kind) {
    case "implicit":
      return goStruct({ PreferredPhysicalNodes: numa.preferredPhysicalNodes, MaxSizePerNode: numa.maxSizePerNode });
    case "explicit":
      return goStruct({
        VirtualNodeCount: numa.nodes.length % 256,
        PreferredPhysicalNodes: numa.preferredPhysicalNodes,
        Settings: numa.nodes.map(({ physicalNode, processors, memoryBlocks }, index) =>
          goStruct({
            VirtualNodeNumber: index,
            PhysicalNodeNumber: physicalNode,
            VirtualSocketNumber: index,
            CountOfProcessors: processors,
            CountOfMemoryBlocks: memoryBlocks,
            MemoryBackingType: "Physical",
          }),
        ),
      });
    case "none":
    case "refused":
      return undefined;
  }
}
