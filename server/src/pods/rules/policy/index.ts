import type { Rule } from "../rule.ts";
import { allowsAllRule } from "./allows-all.ts";
import { logProvidersRule } from "./log-providers.ts";
import { ruleMissingRule } from "./rule-missing.ts";
import { versionMissingRule, versionNewerRule } from "./version.ts";

/** What the policy's own text says, and what a guest makes of it. */
export const policyShapeRules: readonly Rule[] = [
  versionMissingRule,
  versionNewerRule,
  ruleMissingRule,
  logProvidersRule,
  allowsAllRule,
];
