import { keys } from "./annotation-keys.ts";
import { type CommonOptions, readCommonOptions } from "./common-options.ts";
import { type LcowBootFiles, lcowFile, type RootFsType, readLcowBootFiles, rootFsType } from "./lcow-boot-files.ts";
import { applyLcowPolicy } from "./lcow-policy.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** hcsshim's `uvm.OptionsLCOW`. */
export interface LcowOptions extends CommonOptions, LcowBootFiles {
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
  readonly GuestStateFilePath: string;
  /** Base64, as written. */
  readonly SecurityPolicy: string;
  readonly SecurityPolicyEnabled: boolean;
  readonly SecurityPolicyEnforcer: string;
  readonly UVMReferenceInfoFile: string;
  readonly UVMHashEnvelopeReferenceInfoFile: string;
  readonly BundleDirectory: string;
  readonly UseGuestStateFile: boolean;
  readonly DmVerityRootFsVhd: string;
  readonly DmVerityMode: boolean;
  readonly DmVerityCreateArgs: string;
}

/** Windows builds (`NewDefaultOptionsLCOW`). */
const firstBuildWithKernelDirect = 18286;
const firstBuildWithMultiMapping = 18362;

const gcsCommandLine = "/bin/gcs -v4 -log-format json -loglevel info";

function readRootFsType(
  reading: SandboxReading,
  files: LcowBootFiles,
): Pick<LcowOptions, "PreferredRootFSType" | "RootFSFile"> {
  const names: ReadonlyMap<string, RootFsType> = new Map([
    ["initrd", rootFsType.initrd],
    ["vhd", rootFsType.vhd],
  ]);
  const written = reading.annotations.get(keys.preferredRootFsType);
  const type = names.get(written ?? "");
  if (written !== undefined && type === undefined) {
    const kept = files.PreferredRootFSType === rootFsType.vhd ? "vhd" : "initrd";
    reading.override(keys.preferredRootFsType, kept, "annotation value must be 'initrd' or 'vhd'");
  }
  const PreferredRootFSType = type ?? files.PreferredRootFSType;
  return {
    PreferredRootFSType,
    RootFSFile: PreferredRootFSType === rootFsType.vhd ? lcowFile.rootFsVhd : lcowFile.initrd,
  };
}

/** What `handleAnnotationFullyPhysicallyBacked` replaces. */
function applyPhysicalBacking(reading: SandboxReading, options: LcowOptions): LcowOptions {
  if (!options.FullyPhysicallyBacked) return options;
  const because = "the VM is fully physically backed";
  if (options.AllowOvercommit) reading.override(keys.allowOvercommit, "false", because, keys.fullyPhysicallyBacked);
  if (options.VPMemDeviceCount > 0) reading.override(keys.vpmemCount, "0", because, keys.fullyPhysicallyBacked);
  return { ...options, AllowOvercommit: false, VPMemDeviceCount: 0 };
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
  const files = readLcowBootFiles(reading, input, kernelDirectDefault);
  const EnableScratchEncryption = reading.bool(keys.encryptedScratchDisk, false);
  const DisableTimeSyncService = reading.bool(keys.disableTimeSyncService, false);
  const WritableOverlayDirs = reading.bool(keys.writableOverlayDirs, false);
  const rootFs = readRootFsType(reading, files);
  const KernelDirect = reading.bool(keys.kernelDirectBoot, kernelDirectDefault);
  const FullyPhysicallyBacked = reading.bool(keys.fullyPhysicallyBacked, false);
  const extraArguments = reading.string(keys.extraExecCommandArgs, "");
  return {
    ...common,
    ...files,
    ...rootFs,
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
    KernelFile: KernelDirect ? files.KernelFile : lcowFile.kernel,
    FullyPhysicallyBacked,
    ExecCommandLine: extraArguments === "" ? gcsCommandLine : `${gcsCommandLine} ${extraArguments}`,
    SecurityPolicy: reading.string(keys.lcowSecurityPolicy, ""),
    SecurityPolicyEnabled: false,
    SecurityPolicyEnforcer: reading.string(keys.lcowEnforcer, ""),
    UVMReferenceInfoFile: reading.string(keys.lcowReferenceInfoFile, "reference_info.cose"),
    UVMHashEnvelopeReferenceInfoFile: reading.string(
      keys.uvmHashEnvelopeReferenceInfoFile,
      "reference_info_hash_envelope.cose",
    ),
    KernelBootOptions: reading.string(keys.kernelBootOptions, ""),
    UseGuestConnection: true,
    ForwardStdout: false,
    ForwardStderr: true,
    HclEnabled: null,
    AssignedDevices: null,
    PolicyBasedRouting: false,
    GuestStateFilePath: "",
    BundleDirectory: "",
    UseGuestStateFile: false,
    DmVerityRootFsVhd: "",
    DmVerityMode: false,
    DmVerityCreateArgs: "",
  };
}

/** Reads a Linux sandbox in the order of `SpecToUVMCreateOpts`. */
export function readLcowOptions(reading: SandboxReading, input: SandboxInput): LcowOptions {
  const before = readBeforePolicy(reading, input);
  const options = applyLcowPolicy(reading, applyPhysicalBacking(reading, before));
  return {
    ...options,
    GuestStateFilePath: reading.string(keys.lcowGuestStateFile, options.GuestStateFilePath),
    DmVerityRootFsVhd: reading.string(keys.dmVerityRootFsVhd, options.DmVerityRootFsVhd),
    DmVerityMode: reading.bool(keys.dmVerityMode, options.DmVerityMode),
    DmVerityCreateArgs: reading.string(keys.dmVerityCreateArgs, ""),
    HclEnabled: reading.nullableBool(keys.lcowHclEnabled),
    PolicyBasedRouting: reading.bool(keys.policyBasedRouting, false),
  };
}
