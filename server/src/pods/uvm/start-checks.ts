import { decodeBase64 } from "../annotations/base64.ts";
import { quoteGo } from "../annotations/go-values-quote.ts";
import { parseLogSources } from "../annotations/structured/log-sources.ts";
import { keys } from "./annotation-keys.ts";
import type { CommonOptions } from "./common-options.ts";
import { noteLogForwardingService, noteVsockServices } from "./hv-socket-services.ts";
import { rootFsType } from "./lcow-boot-files.ts";
import { type LcowOptions, startsFromVmgs } from "./lcow-options.ts";
import { checkCpuGroup, checkNuma } from "./placement-checks.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import type { WcowOptions } from "./wcow-options.ts";

interface PolicyKeys {
  readonly policy: string;
  readonly enforcer: string;
}

const wcowKeys: PolicyKeys = { policy: keys.wcowSecurityPolicy, enforcer: keys.wcowEnforcer };
const lcowKeys: PolicyKeys = { policy: keys.lcowSecurityPolicy, enforcer: keys.lcowEnforcer };

/** `NewSecurityPolicyDigest`: the launch data is a digest of the decoded policy. */
function checkPolicyDigest(reading: SandboxReading, policy: string, key: string, prefix: string): void {
  const decoded = decodeBase64(policy);
  if (decoded.ok) return;
  reading.refuseLater("start", `${prefix}failed to decode base64 security policy: ${decoded.error}`, key);
}

/** `createRegoEnforcer`: without launch data, nobody decodes the policy before the guest. */
function checkPolicyInGuest(reading: SandboxReading, policy: string, key: string): void {
  const decoded = decodeBase64(policy);
  if (!decoded.ok) reading.refuseInGuest(`unable to decode policy from Base64 format: ${decoded.error}`, key);
}

/** `CreateSecurityPolicyEnforcer` in the guest: a name it has, and an open door only without a policy. */
function checkEnforcer(reading: SandboxReading, enforcer: string, { policy, enforcer: key }: PolicyKeys): void {
  if (enforcer === "" || enforcer === "rego") return;
  const message =
    enforcer === "open_door" ? "Invalid policy for open-door enforcer" : `unknown enforcer: ${quoteGo(enforcer)}`;
  reading.refuseInGuest(message, key, policy);
}

/** Before `VerifyOptions`: the shim copies boot files, and the writable one exists only for confidential pods. */
export function checkWcowBootFiles(reading: SandboxReading, { confidential }: WcowOptions): void {
  if (!confidential.WritableEFI || confidential.SecurityPolicyEnabled) return;
  const message = "panic: runtime error: invalid memory address or nil pointer dereference (initializeWCOWBootFiles)";
  reading.refuseLater("start", message, keys.wcowWritableEfi, keys.wcowSecurityPolicy);
}

/** After `VerifyOptions`: the HCS document, then the guest (`CreateWCOW`, `Start`). */
export function checkWcowStart(reading: SandboxReading, options: WcowOptions, input: SandboxInput): void {
  const prefix = "error in preparing config doc: ";
  const { common, confidential } = options;
  checkNuma(reading, common, input, prefix);
  checkCpuGroup(reading, common, input, prefix);
  if (confidential.SecurityPolicyEnabled) {
    checkPolicyDigest(reading, confidential.SecurityPolicy, wcowKeys.policy, prefix);
    checkEnforcer(reading, confidential.SecurityPolicyEnforcer, wcowKeys);
  }
  if (options.LogForwardingEnabled) checkLogSources(reading, options);
}

/** `SetLogSources` once the guest is there: fatal for a confidential pod, logged for another. */
function checkLogSources(reading: SandboxReading, { LogSources, confidential }: WcowOptions): void {
  noteLogForwardingService(reading);
  const sources = parseLogSources(LogSources, confidential.SecurityPolicyEnabled);
  if (sources.ok) return;
  const message = `failed to set log sources: failed to parse log sources: ${sources.error}`;
  if (confidential.SecurityPolicyEnabled) {
    reading.refuseInGuest(message, keys.logSources, keys.logForwardingEnabled, wcowKeys.policy);
  } else {
    reading.override(keys.logSources, "no log sources", message);
  }
}

/** Booting from a VMGS file knows no other root file system. */
function checkVmgsBoot(reading: SandboxReading, { files }: LcowOptions): void {
  if (files.PreferredRootFSType === rootFsType.none) return;
  const message = "specifying a PreferredRootFSType is incompatible with SNP mode";
  reading.refuseLater("files", message, keys.lcowGuestStateFile, keys.lcowSecurityPolicy, keys.noSecurityHardware);
}

function checkDmVerity(reading: SandboxReading, options: LcowOptions): void {
  const fromScsi = options.files.PreferredRootFSType === rootFsType.vhd && options.VPMemDeviceCount === 0;
  if (!fromScsi || !options.confidential.DmVerityMode || options.confidential.DmVerityCreateArgs !== "") return;
  const message = "DmVerityCreateArgs must be set when DmVerityMode is true and not booting from a vmgs file.";
  reading.refuseLater("start", message, keys.dmVerityMode, keys.dmVerityCreateArgs, keys.vpmemCount);
}

/** After `VerifyOptions`: the HCS document, then the guest (`CreateLCOW`, `Start`). */
export function checkLcowStart(reading: SandboxReading, options: LcowOptions, input: SandboxInput): void {
  const { common, confidential } = options;
  const fromVmgs = startsFromVmgs(options, input.target.hcsshim);
  if (fromVmgs) {
    checkVmgsBoot(reading, options);
    noteVsockServices(reading, options.ExtraVSockPorts ?? []);
  }
  checkCpuGroup(reading, common, input, "");
  if (!fromVmgs) {
    checkNuma(reading, common, input, "");
    checkDmVerity(reading, options);
  }
  // Sent to the guest whether v0.14 calls it enabled or not.
  if (confidential.SecurityPolicy === "") return;
  if (fromVmgs) checkPolicyDigest(reading, confidential.SecurityPolicy, lcowKeys.policy, "");
  else checkPolicyInGuest(reading, confidential.SecurityPolicy, lcowKeys.policy);
  checkEnforcer(reading, confidential.SecurityPolicyEnforcer, lcowKeys);
}

/** What the document rounds or clamps, in silence or with a log line that names no annotation. */
export function noteNormalized(
  reading: SandboxReading,
  written: CommonOptions,
  effective: { readonly memoryInMB: bigint; readonly processors: number },
): void {
  if (effective.memoryInMB !== written.MemorySizeInMB) {
    const because = "memory is rounded up to an even number of MB";
    reading.override(keys.memorySizeInMB, String(effective.memoryInMB), because);
  }
  if (effective.processors !== written.ProcessorCount) {
    reading.override(keys.processorCount, String(effective.processors), "the host has no more logical processors");
  }
}
