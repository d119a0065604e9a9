import type { CommonOptions } from "../common-options.ts";
import { windowsServices } from "../guest-services.ts";
import type { WcowOptions } from "../wcow-options.ts";
import type { GcsPlan, PlannedCheck, PlannedGrant } from "./boot-plan.ts";
import { referenceFiles } from "./reference-files.ts";

/** Leads what goes wrong while the document of a Windows VM is made (`CreateWCOW`). */
export const documentPrefix = "error in preparing config doc: ";

/** Access for this VM. */
export const vmGrant = (path: string): PlannedGrant => ({ path, access: "vm" });

/** What the dump directory needs: it must be there, and every VM may write to it. */
export function dumpDirectory({ DumpDirectoryPath: path }: CommonOptions): {
  readonly checks: readonly PlannedCheck[];
  readonly grants: readonly PlannedGrant[];
} {
  if (path === "") return { checks: [], grants: [] };
  return {
    checks: [
      {
        path,
        kind: "folder",
        stage: "document",
        failure: `${documentPrefix}failed to stat dump directory ${path}`,
        mismatch: `${documentPrefix}dump directory path ${path} isn't a directory`,
      },
    ],
    grants: [{ path, access: "all-vms" }],
  };
}

/** What is said to a Windows guest (`CreateWCOW`, `Start`). */
export function windowsGcs(options: WcowOptions): GcsPlan {
  const { confidential, LogForwardingEnabled: logForwarding } = options;
  const withPolicy = confidential.SecurityPolicyEnabled;
  const { UVMReferenceInfoFile: signed, UVMHashEnvelopeReferenceInfoFile: hashEnvelope } = confidential;
  return {
    services: {
      gcs: withPolicy ? windowsServices.sidecar : windowsServices.gcs,
      ...(logForwarding ? { log: windowsServices.log } : {}),
    },
    logForwarding,
    logSources: options.LogSources,
    defaultLogSources: options.DefaultLogSourcesEnabled,
    ...(withPolicy ? { policy: confidential.SecurityPolicy } : {}),
    enforcer: confidential.SecurityPolicyEnforcer,
    referenceInfoFiles: withPolicy ? referenceFiles(signed, hashEnvelope) : {},
    utc: options.NoInheritHostTimezone,
  };
}
