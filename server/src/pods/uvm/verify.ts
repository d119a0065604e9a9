import { keys } from "./annotation-keys.ts";
import type { CommonOptions } from "./common-options.ts";
import type { LcowOptions } from "./lcow-options.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import type { WcowOptions } from "./wcow-options.ts";

const maxVpmemDevices = 128;
const firstBuildWithKernelDirect = 18286;
const firstBuildWithColdDiscardHint = 18967;

function verifyDeferredCommit(reading: SandboxReading, options: CommonOptions, policyKey: string): void {
  if (!options.EnableDeferredCommit || options.AllowOvercommit) return;
  reading.refuseLater(
    "verify",
    "EnableDeferredCommit is not supported on physically backed VMs",
    keys.enableDeferredCommit,
    policyKey,
    keys.fullyPhysicallyBacked,
    keys.allowOvercommit,
    keys.noSecurityHardware,
  );
}

function verifyPlacement(reading: SandboxReading, options: CommonOptions): void {
  if (options.ResourcePartitionID === null || options.CPUGroupID === "") return;
  const message = "resource partition ID and CPU group ID cannot be set at the same time";
  reading.refuseLater("verify", message, keys.cpuGroupId, keys.resourcePartitionId);
}

/** `VerifyOptions` for a Windows VM; its boot files are the task's affair and taken as good. */
export function verifyWcow(reading: SandboxReading, options: WcowOptions): void {
  const { common, confidential } = options;
  verifyDeferredCommit(reading, common, keys.wcowSecurityPolicy);
  if (confidential.SecurityPolicyEnabled && confidential.GuestStateFilePath === "") {
    const message = "GuestStateFilePath must be provided when enabling security policy";
    reading.refuseLater("verify", message, keys.wcowGuestStateFile, keys.wcowSecurityPolicy);
  }
  verifyPlacement(reading, common);
}

/** `VerifyOptions` for a Linux VM on an AMD64 host. */
export function verifyLcow(reading: SandboxReading, options: LcowOptions, windowsBuild: number): void {
  verifyDeferredCommit(reading, options.common, keys.lcowSecurityPolicy);
  if (options.VPMemDeviceCount > maxVpmemDevices) {
    const message = `VPMem device count cannot be greater than ${maxVpmemDevices}`;
    reading.refuseLater("verify", message, keys.vpmemCount);
  }
  if (options.VPMemDeviceCount > 0 && options.VPMemSizeBytes % 4096n !== 0n) {
    reading.refuseLater("verify", "VPMemSizeBytes must be a multiple of 4096", keys.vpmemSize, keys.vpmemCount);
  }
  if (options.KernelDirect && windowsBuild < firstBuildWithKernelDirect) {
    const message = `KernelDirectBoot is not supported on builds older than ${firstBuildWithKernelDirect}`;
    reading.refuseLater("verify", message, keys.kernelDirectBoot);
  }
  if (options.EnableColdDiscardHint && windowsBuild < firstBuildWithColdDiscardHint) {
    const message = `EnableColdDiscardHint is not supported on builds older than ${firstBuildWithColdDiscardHint}`;
    reading.refuseLater("verify", message, keys.enableColdDiscardHint);
  }
  verifyPlacement(reading, options.common);
}
