import { SandboxReading } from "../sandbox-reading.ts";
import { readWcowOptions, type WcowOptions } from "../wcow-options.ts";
import type { PlanConditions } from "./conditions.ts";
import type { CwcowInput } from "./cwcow-input.ts";
import { openPolicy } from "./open-policy.ts";

/** The pipe that uvmboot gives every VM's COM1. */
const consolePipe = "\\\\.\\pipe\\uvmpipe";

/** The options that uvmboot starts from: those of a pod without annotations. */
function defaultOptions(id: string, owner: string, { target }: PlanConditions): WcowOptions {
  return readWcowOptions(new SandboxReading(new Map()), {
    platform: "wcow",
    isolation: "hypervisor",
    annotations: new Map(),
    target,
    id,
    owner,
  });
}

/** What uvmboot makes of its flags; paths are those of the plan. `isolationType`: as the document will have it. */
export function cwcowOptions(
  input: CwcowInput,
  named: { readonly id: string; readonly owner: string; readonly resourcePartition: string | null },
  isolationType: string,
  debugDataPath: string,
  conditions: PlanConditions,
): WcowOptions {
  const options = defaultOptions(named.id, named.owner, conditions);
  return {
    ...options,
    common: {
      ...options.common,
      ProcessorCount: Number(BigInt.asIntN(32, input.cpus ?? 2n)),
      MemorySizeInMB: input.memory ?? 2048n,
      AllowOvercommit: input.allowOvercommit ?? false,
      EnableDeferredCommit: input.enableDeferredCommit ?? false,
      ResourcePartitionID: named.resourcePartition,
      // No screen works under SNP. An isolation type that is not named counts as another one to uvmboot.
      EnableGraphicsConsole: isolationType !== "SecureNestedPaging",
      ConsolePipe: consolePipe,
    },
    confidential: {
      ...options.confidential,
      SecurityPolicyEnabled: true,
      SecurityPolicy: input.securityPolicy ?? openPolicy,
      DisableSecureBoot: input.disableSecureBoot,
      WritableEFI: input.writableEfi,
      DebugMode: input.debugMode,
      DebugDataPath: debugDataPath,
    },
  };
}
