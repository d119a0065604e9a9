import type { RegistryValue } from "../annotations/structured/registry-values.ts";
import { keys } from "./annotation-keys.ts";
import { type CommonOptions, readCommonOptions } from "./common-options.ts";
import type { ConfidentialWcowOptions } from "./confidential-options.ts";
import { readRegistryValues } from "./registry-values.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import { checkDebugMode, readWcowPolicy } from "./wcow-policy.ts";

/** hcsshim's `uvm.OptionsWCOW`, with the structs that it embeds as members. */
export interface WcowOptions {
  readonly common: CommonOptions;
  readonly confidential: ConfidentialWcowOptions;
  /** Made from the task's layers, which no document knows. */
  readonly BootFiles: null;
  readonly BootFilesRootPath: string;
  readonly NoDirectMap: boolean;
  readonly NoInheritHostTimezone: boolean;
  readonly AdditionalRegistryKeys: readonly RegistryValue[];
  readonly LogSources: string;
  readonly LogForwardingEnabled: boolean;
  readonly DefaultLogSourcesEnabled: boolean;
}

/** Notes that overcommitting, where it is allowed, is forbidden after all. */
function noteOvercommit(reading: SandboxReading, physicallyBacked: boolean, confidential: boolean): void {
  if (confidential) {
    const because = "a confidential pod is always physically backed";
    reading.override(keys.allowOvercommit, "false", because, keys.wcowSecurityPolicy);
  } else if (physicallyBacked) {
    reading.override(keys.allowOvercommit, "false", "the VM is fully physically backed", keys.fullyPhysicallyBacked);
  }
}

/** Reads a Windows sandbox in the order of `SpecToUVMCreateOpts`. */
export function readWcowOptions(reading: SandboxReading, input: SandboxInput): WcowOptions {
  const common = readCommonOptions(reading, input);
  common.DisableCompartmentNamespace = reading.bool(keys.disableCompartmentNamespace, false);
  const NoDirectMap = reading.bool(keys.vsmbNoDirectMap, false);
  const NoInheritHostTimezone = reading.bool(keys.noInheritHostTimezone, false);
  const AdditionalRegistryKeys = readRegistryValues(reading);
  common.FullyPhysicallyBacked = reading.bool(keys.fullyPhysicallyBacked, false);
  const WritableEFI = reading.bool(keys.wcowWritableEfi, false);
  const DebugMode = reading.bool(keys.wcowDebugMode, false);
  const DebugDataPath = reading.string(keys.wcowDebugDataPath, "");
  const BootFilesRootPath = reading.string(keys.bootFilesRootPath, "");
  const { memoryInMB = common.MemorySizeInMB, options } = readWcowPolicy(reading, input, BootFilesRootPath);
  const confidential = { ...options, WritableEFI, DebugMode, DebugDataPath };
  const isConfidential = confidential.SecurityPolicyEnabled;
  common.MemorySizeInMB = memoryInMB;
  if (common.AllowOvercommit) noteOvercommit(reading, common.FullyPhysicallyBacked, isConfidential);
  common.AllowOvercommit &&= !common.FullyPhysicallyBacked && !isConfidential;
  checkDebugMode(reading, confidential);
  return {
    common,
    confidential,
    BootFiles: null,
    BootFilesRootPath,
    NoDirectMap,
    NoInheritHostTimezone,
    AdditionalRegistryKeys,
    LogSources: reading.string(keys.logSources, ""),
    LogForwardingEnabled: reading.bool(keys.logForwardingEnabled, !isConfidential),
    DefaultLogSourcesEnabled: reading.bool(keys.defaultLogSourcesEnabled, true),
  };
}
