import { decodeBase64 } from "../../annotations/base64.ts";
import { parseGuid } from "../../annotations/go-values.ts";
import { absolutePath } from "../windows-path.ts";
import { type BootPlan, noBoot, type PlannedBoot } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";
import { planConfidentialWcow } from "./confidential-wcow.ts";
import { copiedFiles, originalFiles } from "./cwcow-files.ts";
import { type CwcowInput, cwcowRefusal } from "./cwcow-input.ts";
import { cwcowOptions } from "./cwcow-options.ts";
import { cwcowDeviations, cwcowWarnings, expandIsolationType } from "./cwcow-remarks.ts";
import { findFault } from "./find-fault.ts";
import { documentPrefix } from "./windows-boot.ts";

/** The conditions of a run; `bundleDirectory` is the run's own folder. */
export interface CwcowConditions extends Omit<PlanConditions, "scratchVhd" | "layerDirectory" | "layers"> {
  /** Relative paths start here. */
  readonly workingDirectory: string;
  /** Default `uvmboot-0`. */
  readonly id?: string | undefined;
  /** Default `uvmboot.exe`. */
  readonly owner?: string | undefined;
}

type Planned = { readonly error: string } | { readonly error: null; readonly boot: PlannedBoot };

function planBoot(input: CwcowInput, named: { id: string; owner: string }, given: CwcowConditions): Planned {
  const refusal = cwcowRefusal(input);
  if (refusal !== undefined) return { error: refusal };
  const isolationType = expandIsolationType(input.isolationType);
  const original = originalFiles(input, isolationType, given.workingDirectory);
  if (original === undefined) return { error: "a path consists of blanks only, which Windows does not take" };
  const partition = input.resourcePartition === undefined ? undefined : parseGuid(input.resourcePartition);
  if (partition?.ok === false) return { error: `Failed to parse resource partition GUID: ${partition.error}` };
  const conditions = { ...given, scratchVhd: original.scratch, layerDirectory: "" };
  const debugDataPath =
    input.debugDataPath === ""
      ? ""
      : (absolutePath(input.debugDataPath, given.workingDirectory) ?? input.debugDataPath);
  const options = cwcowOptions(
    input,
    { ...named, resourcePartition: partition?.value ?? null },
    isolationType,
    debugDataPath,
    conditions,
  );
  if (options.common.EnableDeferredCommit && !options.common.AllowOvercommit) {
    return { error: "UVM options incorrect: EnableDeferredCommit is not supported on physically backed VMs" };
  }
  const decoded = decodeBase64(options.confidential.SecurityPolicy);
  if (!decoded.ok) return { error: `${documentPrefix}failed to decode base64 security policy: ${decoded.error}` };
  const { files, copies, checks } = copiedFiles(original, input.writableEfi, given.bundleDirectory);
  const effectiveType = isolationType === "" ? "SecureNestedPaging" : isolationType;
  const boot = planConfidentialWcow(options, effectiveType, files, conditions, { copies, checks });
  const fault = findFault(boot.checks, given);
  return fault === undefined ? { error: null, boot } : { error: fault };
}

/** uvmboot asks its guest to forward logs, which the policy that it brings along denies. */
function withoutDeniedLogs(boot: PlannedBoot, input: CwcowInput): PlannedBoot {
  if (input.securityPolicy !== undefined || boot.gcs === null) return boot;
  const { gcs = "" } = boot.gcs.services;
  return { ...boot, gcs: { ...boot.gcs, services: { gcs }, logForwarding: false } };
}

type Named = Pick<CwcowConditions, "id" | "owner">;

const nameOf = ({ id = "uvmboot-0", owner = "uvmboot.exe" }: Named) => ({ id, owner });

/** The plan where uvmboot refuses its flags, in its words. */
export const refusedCwcow = (error: string, named: Named): BootPlan => ({
  ...nameOf(named),
  platform: "wcow",
  confidential: true,
  ...noBoot,
  warnings: [],
  deviations: [],
  error,
});

/** What `uvmboot cwcow` would boot with these flags, without its defects; `deviations` names each. */
export function planCwcow(input: CwcowInput, conditions: CwcowConditions): BootPlan {
  const named = nameOf(conditions);
  const planned = planBoot(input, named, conditions);
  if (planned.error !== null) return refusedCwcow(planned.error, named);
  return {
    ...named,
    platform: "wcow",
    confidential: true,
    ...withoutDeniedLogs(planned.boot, input),
    warnings: cwcowWarnings(input),
    deviations: cwcowDeviations(input),
    error: null,
  };
}
