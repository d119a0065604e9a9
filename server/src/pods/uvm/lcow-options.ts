import type { HcsshimVersion } from "../target.ts";
import { keys } from "./annotation-keys.ts";
import { type CommonOptions, readCommonOptions } from "./common-options.ts";
import type { ConfidentialLcowOptions } from "./confidential-options.ts";
import { type LcowBootFiles, lcowFile, type RootFsType, readLcowBootFiles, rootFsType } from "./lcow-boot-files.ts";
import { applyLcowPolicy, readLcowBootOverrides, readLcowConfidential } from "./lcow-policy.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** hcsshim's `uvm.OptionsLCOW`, with the structs that it embeds as members. */
export interface LcowOptions {
  readonly common: CommonOptions;
  readonly confidential: ConfidentialLcowOptions;
  readonly files: LcowBootFiles;
  readonly KernelDirect: boolean;
  readonly KernelBootOptions: string;
  readonly UseGuestConnection: boolean;
  readonly ExecCommandLine: string;
  readonly ForwardStdout: boolean;
  readonly ForwardStderr: boolean;
  readonly VPMemDeviceCount: number;
  /** Bytes. */
  readonly VPMemSizeBytes: bigint;
  readonly VPMemNoMultiMapping: boolean;
  readonly EnableColdDiscardHint: boolean;
  readonly VPCIEnabled: boolean;
  readonly EnableScratchEncryption: boolean;
  readonly DisableTimeSyncService: boolean;
  /** Null: not written into the document. */
  readonly HclEnabled: boolean | null;
  readonly ExtraVSockPorts: readonly number[] | null;
  /** Come from `windows.devices` of the OCI spec, which annotations cannot set. */
  readonly AssignedDevices: null;
  readonly PolicyBasedRouting: boolean;
  readonly WritableOverlayDirs: boolean;
}

/** Windows builds (`NewDefaultOptionsLCOW`). */
const firstBuildWithKernelDirect = 18286;
const firstBuildWithMultiMapping = 18362;

const rootFsTypes: ReadonlyMap<string, RootFsType> = new Map([
  ["initrd", rootFsType.initrd],
  ["vhd", rootFsType.vhd],
]);

const gcsCommandLine = "/bin/gcs -v4 -log-format json -loglevel info";

/** The root file system that is asked for, over the one that the boot files suggest. */
function readRootFsType(reading: SandboxReading, files: LcowBootFiles): LcowBootFiles {
  const written = reading.annotations.get(keys.preferredRootFsType);
  const type = rootFsTypes.get(written ?? "");
  if (written !== undefined && type === undefined) {
    const kept = files.PreferredRootFSType === rootFsType.vhd ? "vhd" : "initrd";
    reading.override(keys.preferredRootFsType, kept, "annotation value must be 'initrd' or 'vhd'");
  }
  const PreferredRootFSType = type ?? files.PreferredRootFSType;
  const RootFSFile = PreferredRootFSType === rootFsType.vhd ? lcowFile.rootFsVhd : lcowFile.initrd;
  return { ...files, PreferredRootFSType, RootFSFile };
}

/** What `handleAnnotationFullyPhysicallyBacked` replaces. */
function applyPhysicalBacking(reading: SandboxReading, options: LcowOptions): LcowOptions {
  const { common, VPMemDeviceCount } = options;
  if (!common.FullyPhysicallyBacked) return options;
  const because = "the VM is fully physically backed";
  if (common.AllowOvercommit) reading.override(keys.allowOvercommit, "false", because, keys.fullyPhysicallyBacked);
  if (VPMemDeviceCount > 0) reading.override(keys.vpmemCount, "0", because, keys.fullyPhysicallyBacked);
  return { ...options, common: { ...common, AllowOvercommit: false }, VPMemDeviceCount: 0 };
}

/** Everything up to the security policy, in the order of `SpecToUVMCreateOpts`. */
function readBeforePolicy(reading: SandboxReading, input: SandboxInput): LcowOptions {
  const { windowsBuild } = input.target;
  const kernelDirectDefault = windowsBuild >= firstBuildWithKernelDirect;
  const common = readCommonOptions(reading, input);
  const EnableColdDiscardHint = reading.bool(keys.enableColdDiscardHint, false);
  const VPMemDeviceCount = reading.uint32(keys.vpmemCount, 64);
  const VPMemSizeBytes = reading.uint64(keys.vpmemSize, 4n * 1024n ** 3n);
  const VPMemNoMultiMapping = reading.bool(keys.vpmemNoMultiMapping, windowsBuild < firstBuildWithMultiMapping);
  const VPCIEnabled = reading.bool(keys.vpciEnabled, false);
  const ExtraVSockPorts = reading.listUint32(keys.extraVsockPorts);
  const found = readLcowBootFiles(reading, input, kernelDirectDefault);
  const EnableScratchEncryption = reading.bool(keys.encryptedScratchDisk, false);
  const DisableTimeSyncService = reading.bool(keys.disableTimeSyncService, false);
  const WritableOverlayDirs = reading.bool(keys.writableOverlayDirs, false);
  const files = readRootFsType(reading, found);
  const KernelDirect = reading.bool(keys.kernelDirectBoot, kernelDirectDefault);
  common.FullyPhysicallyBacked = reading.bool(keys.fullyPhysicallyBacked, false);
  const extraArguments = reading.string(keys.extraExecCommandArgs, "");
  return {
    common,
    confidential: readLcowConfidential(reading),
    files: KernelDirect ? files : { ...files, KernelFile: lcowFile.kernel },
    EnableColdDiscardHint,
    VPMemDeviceCount,
    VPMemSizeBytes,
    VPMemNoMultiMapping,
    VPCIEnabled,
    ExtraVSockPorts,
    EnableScratchEncryption,
    DisableTimeSyncService,
    WritableOverlayDirs,
    KernelDirect,
    ExecCommandLine: extraArguments === "" ? gcsCommandLine : `${gcsCommandLine} ${extraArguments}`,
    KernelBootOptions: reading.string(keys.kernelBootOptions, ""),
    UseGuestConnection: true,
    ForwardStdout: false,
    ForwardStderr: true,
    HclEnabled: null,
    AssignedDevices: null,
    PolicyBasedRouting: false,
  };
}

/** Whether the VM starts from a VMGS file, not from a kernel (`CreateLCOW`): v0.14 goes by the policy, a later one by the file. */
export const startsFromVmgs = ({ confidential }: LcowOptions, release: HcsshimVersion): boolean =>
  release === "0.14" ? confidential.SecurityPolicyEnabled : confidential.GuestStateFilePath !== "";

/** Reads a Linux sandbox in the order of `SpecToUVMCreateOpts`. */
export function readLcowOptions(reading: SandboxReading, input: SandboxInput): LcowOptions {
  const before = readBeforePolicy(reading, input);
  const options = applyLcowPolicy(reading, applyPhysicalBacking(reading, before), input.target.hcsshim);
  return {
    ...options,
    confidential: readLcowBootOverrides(reading, options.confidential),
    HclEnabled: reading.nullableBool(keys.lcowHclEnabled),
    PolicyBasedRouting: reading.bool(keys.policyBasedRouting, false),
  };
}
