import { keys } from "./annotation-keys.ts";
import { lcowFile, rootFsType } from "./lcow-boot-files.ts";
import type { LcowOptions } from "./lcow-options.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

const policyKey = keys.lcowSecurityPolicy;

function noteReplaced(reading: SandboxReading, options: LcowOptions): void {
  const enlightened = "the kernel of a confidential Linux VM has no virtual PMem devices";
  if (options.VPMemDeviceCount > 0) reading.override(keys.vpmemCount, "0", enlightened, policyKey);
  if (options.KernelBootOptions !== "") {
    reading.override(keys.kernelBootOptions, "", "the kernel's options are measured with the VMGS file", policyKey);
  }
  if (options.AllowOvercommit) {
    reading.override(keys.allowOvercommit, "false", "a confidential pod is always physically backed", policyKey);
  }
  const written = reading.annotations.get(keys.preferredRootFsType);
  if (written === "initrd" || written === "vhd") {
    const because = "a confidential Linux VM boots its VMGS file and the dm-verity root file system";
    reading.override(keys.preferredRootFsType, lcowFile.rootFsVhd, because, policyKey);
  }
}

/** What a security policy replaces (`handleLCOWSecurityPolicy`); without security hardware only the scratch encryption. */
export function applyLcowPolicy(reading: SandboxReading, options: LcowOptions): LcowOptions {
  const withoutHardware = reading.bool(keys.noSecurityHardware, false);
  if (options.SecurityPolicy === "") return options;
  if (!withoutHardware) noteReplaced(reading, options);
  const isolated = {
    VPMemDeviceCount: 0,
    GuestStateFilePath: "kernel.vmgs",
    KernelBootOptions: "",
    AllowOvercommit: false,
    PreferredRootFSType: rootFsType.none,
    RootFSFile: "",
    DmVerityRootFsVhd: lcowFile.rootFsVhd,
    DmVerityMode: true,
  };
  return {
    ...options,
    ...(withoutHardware ? {} : isolated),
    SecurityPolicyEnabled: true,
    EnableScratchEncryption: reading.bool(keys.encryptedScratchDisk, true),
  };
}
