import type { RegistryValue } from "../annotations/structured/registry-values.ts";
import { keys } from "./annotation-keys.ts";
import { type CommonOptions, readCommonOptions } from "./common-options.ts";
import type { IsolationType } from "./confidential-boot-files.ts";
import { readRegistryValues } from "./registry-values.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import { checkDebugMode, readWcowPolicy } from "./wcow-policy.ts";

/** What a security policy decides for a Windows VM; without a policy all is at its zero value. */
export interface WcowPolicyOptions {
  /** Base64, as written. */
  readonly SecurityPolicy: string;
  readonly SecurityPolicyEnabled: boolean;
  readonly SecurityPolicyEnforcer: string;
  readonly DisableSecureBoot: boolean;
  readonly IsolationType: IsolationType | "";
  /** The VMGS file that the VM starts from. */
  readonly GuestStateFilePath: string;
  readonly UVMReferenceInfoFile: string;
  readonly UVMHashEnvelopeReferenceInfoFile: string;
}

/** hcsshim's `uvm.OptionsWCOW`. */
export interface WcowOptions extends CommonOptions, WcowPolicyOptions {
  readonly BootFiles: null;
  readonly BootFilesRootPath: string;
  /** Set from the task request, which no document knows. */
  readonly BundleDirectory: string;
  readonly NoDirectMap: boolean;
  readonly NoInheritHostTimezone: boolean;
  readonly AdditionalRegistryKeys: readonly RegistryValue[];
  readonly FirmwareParameters: string;
  readonly WritableEFI: boolean;
  readonly DebugMode: boolean;
  readonly DebugDataPath: string;
  readonly LogSources: string;
  readonly LogForwardingEnabled: boolean;
  readonly DefaultLogSourcesEnabled: boolean;
}

/** Reads a Windows sandbox in the order of `SpecToUVMCreateOpts`. */
export function readWcowOptions(reading: SandboxReading, input: SandboxInput): WcowOptions {
  const common = readCommonOptions(reading, input);
  const own = {
    DisableCompartmentNamespace: reading.bool(keys.disableCompartmentNamespace, false),
    NoDirectMap: reading.bool(keys.vsmbNoDirectMap, false),
    NoInheritHostTimezone: reading.bool(keys.noInheritHostTimezone, false),
    AdditionalRegistryKeys: readRegistryValues(reading),
    FullyPhysicallyBacked: reading.bool(keys.fullyPhysicallyBacked, false),
    WritableEFI: reading.bool(keys.wcowWritableEfi, false),
    DebugMode: reading.bool(keys.wcowDebugMode, false),
    DebugDataPath: reading.string(keys.wcowDebugDataPath, ""),
    BootFilesRootPath: reading.string(keys.bootFilesRootPath, ""),
  };
  const physical = own.FullyPhysicallyBacked;
  const { MemorySizeInMB = common.MemorySizeInMB, ...policy } = readWcowPolicy(reading, input, own.BootFilesRootPath);
  const confidential = policy.SecurityPolicyEnabled;
  if (common.AllowOvercommit && confidential) {
    const because = "a confidential pod is always physically backed";
    reading.override(keys.allowOvercommit, "false", because, keys.wcowSecurityPolicy);
  } else if (common.AllowOvercommit && physical) {
    reading.override(keys.allowOvercommit, "false", "the VM is fully physically backed", keys.fullyPhysicallyBacked);
  }
  checkDebugMode(reading, { ...own, confidential });
  return {
    ...common,
    ...own,
    ...policy,
    MemorySizeInMB,
    AllowOvercommit: common.AllowOvercommit && !physical && !confidential,
    BootFiles: null,
    BundleDirectory: "",
    FirmwareParameters: "",
    LogSources: reading.string(keys.logSources, ""),
    LogForwardingEnabled: reading.bool(keys.logForwardingEnabled, !confidential),
    DefaultLogSourcesEnabled: reading.bool(keys.defaultLogSourcesEnabled, true),
  };
}
