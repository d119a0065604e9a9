import { keys } from "./annotation-keys.ts";
import { type HvSocketServices, readHvSocketServices } from "./hv-socket-services.ts";
import { readResourcePartition } from "./resource-partition.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** hcsshim's `uvm.Options`: what Windows and Linux utility VMs share. Sizes in MiB; unsigned 64-bit numbers are bigint. */
export interface CommonOptions {
  readonly ID: string;
  readonly Owner: string;
  readonly MemorySizeInMB: bigint;
  readonly LowMMIOGapInMB: bigint;
  readonly HighMMIOBaseInMB: bigint;
  readonly HighMMIOGapInMB: bigint;
  readonly AllowOvercommit: boolean;
  readonly FullyPhysicallyBacked: boolean;
  readonly EnableDeferredCommit: boolean;
  readonly ProcessorCount: number;
  readonly ProcessorLimit: number;
  readonly ProcessorWeight: number;
  /** Operations and bytes per second. */
  readonly StorageQoSIopsMaximum: number;
  readonly StorageQoSBandwidthMaximum: number;
  readonly DisableCompartmentNamespace: boolean;
  readonly CPUGroupID: string;
  readonly ResourcePartitionID: string | null;
  readonly NetworkConfigProxy: string;
  readonly ProcessDumpLocation: string;
  readonly NoWritableFileShares: boolean;
  readonly SCSIControllerCount: number;
  readonly DumpDirectoryPath: string;
  readonly AdditionalHyperVConfig: HvSocketServices;
  readonly MaxMemorySizePerNumaNode: bigint;
  readonly MaxProcessorsPerNumaNode: number;
  readonly PreferredPhysicalNumaNodes: readonly number[] | null;
  readonly NumaMappedPhysicalNodes: readonly number[] | null;
  readonly NumaProcessorCounts: readonly number[] | null;
  readonly NumaMemoryBlocksCounts: readonly bigint[] | null;
  readonly EnableGraphicsConsole: boolean;
  readonly ConsolePipe: string;
}

/** Options that a platform still decides on. */
type Undecided = { -readonly [Option in keyof CommonOptions]: CommonOptions[Option] };

const defaultMemoryInMB = 1024n;

/** hcsshim converts with `int32(uint64)`: the low 32 bits count. */
function ociInt32(value: bigint | undefined): number | undefined {
  return value !== undefined && value > 0n ? Number(BigInt.asIntN(32, value)) : undefined;
}

/** An annotation that is absent, unparsable or 0 leaves the word to the OCI spec, then to the default. */
function int32OrOci(reading: SandboxReading, key: string, oci: bigint | undefined, fallback: number): number {
  return reading.int32(key, 0) || (ociInt32(oci) ?? fallback);
}

function readMemory(reading: SandboxReading, input: SandboxInput): bigint {
  const annotated = reading.uint64(keys.memorySizeInMB, 0n);
  if (annotated !== 0n) return annotated;
  const limit = input.memoryLimitInBytes ?? 0n;
  return limit > 0n ? limit / 1024n / 1024n : defaultMemoryInMB;
}

/** Reads what both platforms share into a new object, in the order of `specToUVMCreateOptionsCommon`. */
export function readCommonOptions(reading: SandboxReading, input: SandboxInput): Undecided {
  const defaultProcessors = input.target.hostProcessors === 1 ? 1 : 2;
  return {
    ID: input.id ?? "pod0@vm",
    Owner: input.owner ?? "containerd-shim-runhcs-v1.exe",
    FullyPhysicallyBacked: false,
    DisableCompartmentNamespace: false,
    SCSIControllerCount: 1,
    EnableGraphicsConsole: false,
    MemorySizeInMB: readMemory(reading, input),
    LowMMIOGapInMB: reading.uint64(keys.lowMmioGapInMB, 0n),
    HighMMIOBaseInMB: reading.uint64(keys.highMmioBaseInMB, 0n),
    HighMMIOGapInMB: reading.uint64(keys.highMmioGapInMB, 0n),
    AllowOvercommit: reading.bool(keys.allowOvercommit, true),
    EnableDeferredCommit: reading.bool(keys.enableDeferredCommit, false),
    ProcessorCount: int32OrOci(reading, keys.processorCount, input.processorCount, defaultProcessors),
    ProcessorLimit: int32OrOci(reading, keys.processorLimit, input.processorMaximum, 0),
    ProcessorWeight: int32OrOci(reading, keys.processorWeight, input.processorWeight, 0),
    StorageQoSBandwidthMaximum: int32OrOci(reading, keys.storageQosBandwidthMaximum, input.storageBps, 0),
    StorageQoSIopsMaximum: int32OrOci(reading, keys.storageQosIopsMaximum, input.storageIops, 0),
    CPUGroupID: reading.string(keys.cpuGroupId, ""),
    NetworkConfigProxy: reading.string(keys.networkConfigProxy, ""),
    ProcessDumpLocation: reading.string(keys.containerProcessDumpLocation, ""),
    NoWritableFileShares: reading.bool(keys.disableWritableFileShares, false),
    DumpDirectoryPath: reading.string(keys.dumpDirectoryPath, ""),
    ConsolePipe: reading.string(keys.consolePipe, ""),
    MaxProcessorsPerNumaNode: reading.uint32(keys.numaMaximumProcessorsPerNode, 0),
    MaxMemorySizePerNumaNode: reading.uint64(keys.numaMaximumMemorySizePerNode, 0n),
    PreferredPhysicalNumaNodes: reading.listUint32(keys.numaPreferredPhysicalNodes),
    NumaMappedPhysicalNodes: reading.listUint32(keys.numaMappedPhysicalNodes),
    NumaProcessorCounts: reading.listUint32(keys.numaCountOfProcessors),
    NumaMemoryBlocksCounts: reading.listUint64(keys.numaCountOfMemoryBlocks),
    AdditionalHyperVConfig: readHvSocketServices(reading),
    ResourcePartitionID: readResourcePartition(reading),
  };
}
