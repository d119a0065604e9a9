import type { Rule } from "../rule.ts";
import { confidentialOnlyRules } from "./confidential-only.ts";
import { consoleRules } from "./console.ts";
import { debugRules } from "./debug.ts";
import { efiRules } from "./efi.ts";
import { enforcerRules } from "./enforcer.ts";
import { guestStateRules } from "./guest-state.ts";
import { hvSocketRules } from "./hv-socket.ts";
import { isolationRules } from "./isolation.ts";
import { linuxRules } from "./linux/index.ts";
import { logRules } from "./logs.ts";
import { memoryRules } from "./memory.ts";
import { memoryBackingRules } from "./memory-backing.ts";
import { numaRules } from "./numa/index.ts";
import { pathRules } from "./paths.ts";
import { placementRules } from "./placement.ts";
import { policyRules } from "./policy.ts";
import { processDumpRules } from "./process-dumps.ts";
import { processorRules } from "./processor.ts";
import { registryRules } from "./registry.ts";
import { runtimeOptionsRule } from "./runtime-options.ts";
import { standaloneRules } from "./standalone.ts";
import { storageRules } from "./storage.ts";
import { windowsBuildRule } from "./windows-build.ts";

/** What hcsshim makes of a sandbox that runs in a utility VM: pairs, overrides and refusals across its annotations. */
export const sandboxRules: readonly Rule[] = [
  ...debugRules,
  ...policyRules,
  ...enforcerRules,
  ...isolationRules,
  ...confidentialOnlyRules,
  ...efiRules,
  ...guestStateRules,
  ...pathRules,
  ...memoryRules,
  ...memoryBackingRules,
  ...processorRules,
  ...placementRules,
  ...numaRules,
  ...storageRules,
  ...consoleRules,
  ...logRules,
  ...registryRules,
  ...hvSocketRules,
  ...processDumpRules,
  ...standaloneRules,
  runtimeOptionsRule,
  ...linuxRules,
  windowsBuildRule,
];
