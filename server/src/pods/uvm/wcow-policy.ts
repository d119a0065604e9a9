import { quoteGo } from "../annotations/go-values-quote.ts";
import { keys } from "./annotation-keys.ts";
import { confidentialRoot, guestStateFile, referenceInfoFiles } from "./confidential-boot-files.ts";
import type { ConfidentialWcowOptions } from "./confidential-options.ts";
import { type IsolationType, isolationTypeOf } from "./isolation-types.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";

/** MiB; default and minimum of a confidential Windows VM. */
export const confidentialMemoryInMB = 2048n;

/** What a security policy decides; debug mode and writable EFI are read without one too. */
type PolicyOptions = Omit<ConfidentialWcowOptions, "WritableEFI" | "DebugMode" | "DebugDataPath">;

const withoutPolicy: PolicyOptions = {
  SecurityPolicy: "",
  SecurityPolicyEnabled: false,
  SecurityPolicyEnforcer: "",
  DisableSecureBoot: false,
  IsolationType: "",
  GuestStateFilePath: "",
  UVMReferenceInfoFile: "",
  UVMHashEnvelopeReferenceInfoFile: "",
  BundleDirectory: "",
  FirmwareParameters: "",
};

/** The annotation alone counts here: the OCI memory limit does not. A size below the floor is taken as mended. */
function readConfidentialMemory(reading: SandboxReading): bigint {
  const size = reading.uint64(keys.memorySizeInMB, confidentialMemoryInMB);
  if (size >= confidentialMemoryInMB) return size;
  const message = `minimum 2048MB of memory is required for confidential pods, got: ${size}`;
  reading.refuse(message, keys.memorySizeInMB, keys.wcowSecurityPolicy);
  return confidentialMemoryInMB;
}

function readIsolationType(reading: SandboxReading): IsolationType {
  const withoutHardware = reading.bool(keys.noSecurityHardware, false);
  const fallback = withoutHardware ? "GuestStateOnly" : "SecureNestedPaging";
  const written = reading.annotations.get(keys.wcowIsolationType);
  if (written === undefined) return fallback;
  const isolationType = isolationTypeOf(written);
  if (isolationType === undefined) {
    const message = `invalid WCOW isolation type ${quoteGo(written)}`;
    reading.refuse(message, keys.wcowIsolationType, keys.wcowSecurityPolicy);
    return fallback;
  }
  if (withoutHardware && isolationType !== fallback) {
    const because = `the isolation type is set to ${isolationType}, and that wins`;
    reading.override(keys.noSecurityHardware, "false", because, keys.wcowIsolationType);
  }
  return isolationType;
}

/** Reads what hangs on the security policy (`handleWCOWSecurityPolicy`); a memory size (MiB) only where there is one. */
export function readWcowPolicy(
  reading: SandboxReading,
  input: SandboxInput,
  bootFilesRootPath: string,
): { readonly memoryInMB?: bigint; readonly options: PolicyOptions } {
  const SecurityPolicy = reading.string(keys.wcowSecurityPolicy, "");
  if (SecurityPolicy === "") return { options: withoutPolicy };
  const memoryInMB = readConfidentialMemory(reading);
  const DisableSecureBoot = reading.bool(keys.wcowDisableSecureBoot, false);
  const IsolationType = readIsolationType(reading);
  const root = confidentialRoot(bootFilesRootPath, input.target.shimDirectory);
  const { signed, hashEnvelope } = referenceInfoFiles(root);
  const options: PolicyOptions = {
    ...withoutPolicy,
    SecurityPolicy,
    SecurityPolicyEnabled: true,
    SecurityPolicyEnforcer: reading.string(keys.wcowEnforcer, ""),
    DisableSecureBoot,
    IsolationType,
    GuestStateFilePath: reading.string(keys.wcowGuestStateFile, guestStateFile(root, IsolationType)),
    UVMReferenceInfoFile: reading.string(keys.wcowReferenceInfoFile, signed),
    UVMHashEnvelopeReferenceInfoFile: reading.string(keys.uvmHashEnvelopeReferenceInfoFile, hashEnvelope),
  };
  return { memoryInMB, options };
}

/** Debug mode needs a policy, then a place for its data. */
export function checkDebugMode(reading: SandboxReading, options: ConfidentialWcowOptions): void {
  if (!options.DebugMode) return;
  const debug = quoteGo(keys.wcowDebugMode);
  if (!options.SecurityPolicyEnabled) {
    reading.refuse(`${debug} is only supported for confidential WCOW`, keys.wcowDebugMode, keys.wcowSecurityPolicy);
  } else if (options.DebugDataPath === "") {
    const message = `${quoteGo(keys.wcowDebugDataPath)} must be set to a non-empty path when ${debug} is enabled`;
    reading.refuse(message, keys.wcowDebugMode, keys.wcowDebugDataPath);
  }
}
