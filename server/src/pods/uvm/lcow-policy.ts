import type { HcsshimVersion } from "../target.ts";
import { keys } from "./annotation-keys.ts";
import type { ConfidentialLcowOptions } from "./confidential-options.ts";
import { lcowFile, rootFsType } from "./lcow-boot-files.ts";
import type { LcowOptions } from "./lcow-options.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

const policyKey = keys.lcowSecurityPolicy;

/** The confidential options as annotations give them, before the policy decides. */
export function readLcowConfidential(reading: SandboxReading): ConfidentialLcowOptions {
  return {
    SecurityPolicy: reading.string(policyKey, ""),
    SecurityPolicyEnabled: false,
    SecurityPolicyEnforcer: reading.string(keys.lcowEnforcer, ""),
    UVMReferenceInfoFile: reading.string(keys.lcowReferenceInfoFile, "reference_info.cose"),
    UVMHashEnvelopeReferenceInfoFile: reading.string(
      keys.uvmHashEnvelopeReferenceInfoFile,
      "reference_info_hash_envelope.cose",
    ),
    GuestStateFilePath: "",
    BundleDirectory: "",
    UseGuestStateFile: false,
    DmVerityRootFsVhd: "",
    DmVerityMode: false,
    DmVerityCreateArgs: "",
  };
}

function noteReplaced(reading: SandboxReading, options: LcowOptions): void {
  const enlightened = "the kernel of a confidential Linux VM has no virtual PMem devices";
  if (options.VPMemDeviceCount > 0) reading.override(keys.vpmemCount, "0", enlightened, policyKey);
  if (options.KernelBootOptions !== "") {
    reading.override(keys.kernelBootOptions, "", "the kernel's options are measured with the VMGS file", policyKey);
  }
  if (options.common.AllowOvercommit) {
    reading.override(keys.allowOvercommit, "false", "a confidential pod is always physically backed", policyKey);
  }
  const written = reading.annotations.get(keys.preferredRootFsType);
  if (written === "initrd" || written === "vhd") {
    const because = "a confidential Linux VM boots its VMGS file and the dm-verity root file system";
    reading.override(keys.preferredRootFsType, lcowFile.rootFsVhd, because, policyKey);
  }
}

/** The VM that boots from a VMGS file on security hardware, whatever was asked for. */
function isolate(options: LcowOptions): LcowOptions {
  return {
    ...options,
    common: { ...options.common, AllowOvercommit: false },
    confidential: {
      ...options.confidential,
      GuestStateFilePath: "kernel.vmgs",
      DmVerityRootFsVhd: lcowFile.rootFsVhd,
      DmVerityMode: true,
    },
    files: { ...options.files, PreferredRootFSType: rootFsType.none, RootFSFile: "" },
    VPMemDeviceCount: 0,
    KernelBootOptions: "",
  };
}

/**
 * What a security policy replaces (`handleLCOWSecurityPolicy`); without security hardware only the scratch encryption. v0.14
 * (`handleSecurityPolicy`) does not call a policy enabled there, though it sends it.
 */
export function applyLcowPolicy(reading: SandboxReading, options: LcowOptions, release: HcsshimVersion): LcowOptions {
  const withoutHardware = reading.bool(keys.noSecurityHardware, false);
  if (options.confidential.SecurityPolicy === "") return options;
  if (!withoutHardware) noteReplaced(reading, options);
  const effective = withoutHardware ? options : isolate(options);
  return {
    ...effective,
    confidential: { ...effective.confidential, SecurityPolicyEnabled: !withoutHardware || release !== "0.14" },
    EnableScratchEncryption: reading.bool(keys.encryptedScratchDisk, true),
  };
}

/** What annotations say over the policy's choice of boot files. */
export function readLcowBootOverrides(
  reading: SandboxReading,
  options: ConfidentialLcowOptions,
): ConfidentialLcowOptions {
  return {
    ...options,
    GuestStateFilePath: reading.string(keys.lcowGuestStateFile, options.GuestStateFilePath),
    DmVerityRootFsVhd: reading.string(keys.dmVerityRootFsVhd, options.DmVerityRootFsVhd),
    DmVerityMode: reading.bool(keys.dmVerityMode, options.DmVerityMode),
    DmVerityCreateArgs: reading.string(keys.dmVerityCreateArgs, ""),
  };
}
