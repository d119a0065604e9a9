import type { CommonOptions } from "./common-options.ts";

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

/** Virtual NUMA as the HCS document will have it; `incomplete`: settings that are logged as incomplete and ignored. */
export type NumaTopology =
  | { readonly kind: "none"; readonly incomplete: readonly ("implicit" | "explicit")[] }
  | {
      readonly kind: "implicit";
      readonly maxProcessorsPerNode: number;
      readonly maxSizePerNode: bigint;
      readonly preferredPhysicalNodes: readonly number[];
    }
  | {
      readonly kind: "explicit";
      readonly nodes: readonly NumaNode[];
      readonly preferredPhysicalNodes: readonly number[];
    }
  | { readonly kind: "refused"; readonly message: string };

/** One virtual node; memory blocks are MiB. */
export interface NumaNode {
  readonly physicalNode: number;
  readonly processors: number;
  readonly memoryBlocks: bigint;
}

const wildcardPhysicalNode = 255;
const maxNode = 64;
const firstBuildWithNuma = 26100;

/** The checks of `validate` in hcsshim's numa.go, in its order; undefined where all is well. */
function validateNodes(nodes: readonly NumaNode[]): string | undefined {
  const hasWildcard = nodes[0]?.physicalNode === wildcardPhysicalNode;
  for (const [index, { physicalNode, memoryBlocks }] of nodes.entries()) {
    const isWildcard = physicalNode === wildcardPhysicalNode;
    if (index > maxNode) return `vNUMA virtual node number ${index} exceeds maximum allowed value ${maxNode}`;
    if (!isWildcard && physicalNode >= maxNode) {
      return `vNUMA physical node number ${physicalNode} exceeds maximum allowed value ${maxNode}`;
    }
    if (isWildcard !== hasWildcard) {
      return `vNUMA has a mix of wildcard (${wildcardPhysicalNode}) and non-wildcard (${physicalNode}) physical node numbers`;
    }
    if (memoryBlocks === 0n) return "vNUMA nodes with no memory are not allowed";
  }
  const processors = totalProcessors(nodes);
  const memory = totalMemory(nodes);
  if ((memory === 0n) !== (processors === 0)) return "partial resource allocation is not allowed";
  return memory === 0n && hasWildcard ? "completely empty topology is not allowed" : undefined;
}

/** hcsshim adds in 32 bits. */
export function totalProcessors(nodes: readonly NumaNode[]): number {
  return nodes.reduce((sum, node) => (sum + node.processors) >>> 0, 0);
}

/** MiB; hcsshim adds in 64 bits. */
export function totalMemory(nodes: readonly NumaNode[]): bigint {
  return BigInt.asUintN(
    64,
    nodes.reduce((sum, node) => sum + node.memoryBlocks, 0n),
  );
}

/** What `PrepareVNumaTopology` makes of the settings: implicit ones win over explicit ones. */
export function prepareNumaTopology(options: NumaOptions, windowsBuild: number): NumaTopology {
  const mapped = options.NumaMappedPhysicalNodes ?? [];
  const processors = options.NumaProcessorCounts ?? [];
  const memory = options.NumaMemoryBlocksCounts ?? [];
  const preferredPhysicalNodes = options.PreferredPhysicalNumaNodes ?? [];
  if (options.MaxProcessorsPerNumaNode === 0 && mapped.length === 0) {
    const incomplete: ("implicit" | "explicit")[] = [];
    if (options.MaxMemorySizePerNumaNode > 0n || preferredPhysicalNodes.length > 0) incomplete.push("implicit");
    if (processors.length > 0 || memory.length > 0) incomplete.push("explicit");
    return { kind: "none", incomplete };
  }
  if (windowsBuild < firstBuildWithNuma) {
    return { kind: "refused", message: `vNUMA topology is not supported on ${windowsBuild} version of Windows` };
  }
  if (options.MaxProcessorsPerNumaNode > 0) {
    if (options.MaxMemorySizePerNumaNode === 0n) {
      return { kind: "refused", message: "max size per node must be set when max processors per numa node is set" };
    }
    return {
      kind: "implicit",
      maxProcessorsPerNode: options.MaxProcessorsPerNumaNode,
      maxSizePerNode: options.MaxMemorySizePerNumaNode,
      preferredPhysicalNodes,
    };
  }
  if (mapped.length !== processors.length || mapped.length !== memory.length) {
    const message = "mismatch in number of physical numa nodes and the corresponding processor and memory blocks count";
    return { kind: "refused", message };
  }
  const nodes = mapped.map((physicalNode, index) => ({
    physicalNode,
    processors: processors[index] ?? 0,
    memoryBlocks: memory[index] ?? 0n,
  }));
  const problem = validateNodes(nodes);
  return problem === undefined
    ? { kind: "explicit", nodes, preferredPhysicalNodes }
    : { kind: "refused", message: problem };
}
