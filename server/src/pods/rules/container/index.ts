import type { Rule } from "../rule.ts";
import { cpuRule } from "./cpu.ts";
import { criKeyRules } from "./cri-keys.ts";
import { deviceRules } from "./devices.ts";
import { expansionRules } from "./expansion.ts";
import { gmsaRule } from "./gmsa.ts";
import { hostProcessRules } from "./host-process.ts";
import { levelRules } from "./level.ts";
import { linuxContainerRules } from "./linux.ts";
import { processDumpRules } from "./process-dump.ts";
import { registryRule } from "./registry.ts";

/** What a container, or a task of any kind, does with its annotations. */
export const containerRules: readonly Rule[] = [
  ...levelRules,
  ...criKeyRules,
  ...expansionRules,
  ...hostProcessRules,
  cpuRule,
  gmsaRule,
  ...processDumpRules,
  ...deviceRules,
  registryRule,
  ...linuxContainerRules,
];
