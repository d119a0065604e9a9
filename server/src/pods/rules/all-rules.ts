import { containerRules } from "./container/index.ts";
import { keyRules } from "./keys/index.ts";
import { policyShapeRules } from "./policy/index.ts";
import { roadRules } from "./road/index.ts";
import type { Rule } from "./rule.ts";
import { sandboxRules } from "./sandbox/index.ts";
import { suppressionRules } from "./suppression/rules.ts";

/** Every rule, by topic. */
export const allRules: readonly Rule[] = [
  ...keyRules,
  ...roadRules,
  ...sandboxRules,
  ...policyShapeRules,
  ...containerRules,
  ...suppressionRules,
];
