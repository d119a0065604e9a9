import type { ConfigRule } from "./config-rule.ts";
import { fileRules } from "./file.ts";
import { optionRules } from "./options.ts";
import { patternMalformedRule } from "./patterns.ts";
import { handlerOptionRules } from "./sandbox.ts";

/** Every rule about a containerd configuration itself. */
export const configRules: readonly ConfigRule[] = [
  ...fileRules,
  patternMalformedRule,
  ...optionRules,
  ...handlerOptionRules,
];
