import { keys } from "./annotation-keys.ts";
import type { CommonOptions } from "./common-options.ts";
import { normalizeMemorySize, normalizeProcessorCount } from "./normalize.ts";
import { type NumaNode, prepareNumaTopology, totalMemory, totalProcessors } from "./numa-topology.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** Windows 10 21H1 (`osversion.V21H1`). */
const firstBuildWithCpuGroup = 19043;

const numaKeys = [
  keys.numaMappedPhysicalNodes,
  keys.numaCountOfProcessors,
  keys.numaCountOfMemoryBlocks,
  keys.numaMaximumProcessorsPerNode,
  keys.numaMaximumMemorySizePerNode,
  keys.numaPreferredPhysicalNodes,
] as const;

/** A CPU group can be set at creation on newer hosts only. */
export function checkCpuGroup(
  reading: SandboxReading,
  options: CommonOptions,
  { target }: SandboxInput,
  prefix: string,
): void {
  if (options.CPUGroupID === "" || target.windowsBuild >= firstBuildWithCpuGroup) return;
  const message = `cpu group assignment on create requires a build of ${firstBuildWithCpuGroup} or higher`;
  reading.refuseLater("start", `${prefix}${message}`, keys.cpuGroupId);
}

/** The sums of `ValidateNumaForVM`; a sum of 0 says nothing. */
function sumProblem(nodes: readonly NumaNode[], options: CommonOptions, input: SandboxInput): string | undefined {
  const { hostProcessors } = input.target;
  const processors = totalProcessors(nodes);
  const count = normalizeProcessorCount(options.ProcessorCount, hostProcessors) >>> 0;
  // Without knowing the host, a count above the sum may still be clamped to it.
  const mayBeClamped = hostProcessors === undefined && processors < count;
  if (processors !== 0 && processors !== count && !mayBeClamped) {
    return `vNUMA total processor count ${processors} does not match UVM processor count ${count}`;
  }
  const memory = totalMemory(nodes);
  const size = normalizeMemorySize(options.MemorySizeInMB);
  return memory !== 0n && memory !== size
    ? `vNUMA total memory ${memory} does not match UVM memory ${size}`
    : undefined;
}

/** Virtual NUMA as the document takes it: complete, physically backed, and with the VM's own sums. */
export function checkNuma(reading: SandboxReading, options: CommonOptions, input: SandboxInput, prefix: string): void {
  const refuse = (message: string, ...blamed: readonly string[]): void =>
    reading.refuseLater("start", `${prefix}${message}`, ...blamed);
  const topology = prepareNumaTopology(options, input.target.windowsBuild);
  if (topology.kind === "refused") {
    refuse(topology.message, ...numaKeys);
  } else if (topology.kind === "none") {
    noteIncomplete(reading, topology.incomplete);
  } else {
    if (options.AllowOvercommit) {
      refuse("vNUMA supports only Physical memory backing type", ...numaKeys, keys.allowOvercommit);
    }
    // A memory size that was refused is not known.
    const memoryRefused = reading.refusals.some((refusal) => refusal.keys.includes(keys.memorySizeInMB));
    const problem =
      topology.kind === "explicit" && !memoryRefused ? sumProblem(topology.nodes, options, input) : undefined;
    if (problem !== undefined) {
      const message = `failed to validate vNUMA settings: ${problem}`;
      refuse(message, ...numaKeys, keys.processorCount, keys.memorySizeInMB);
    }
  }
}

function noteIncomplete(reading: SandboxReading, incomplete: readonly ("implicit" | "explicit")[]): void {
  const ignored = {
    implicit: [keys.numaMaximumMemorySizePerNode, keys.numaPreferredPhysicalNodes],
    explicit: [keys.numaCountOfProcessors, keys.numaCountOfMemoryBlocks],
  };
  for (const kind of incomplete) {
    for (const key of ignored[kind]) {
      reading.override(key, "no vNUMA", `potentially incomplete ${kind} vNUMA topology, which is ignored`);
    }
  }
}
