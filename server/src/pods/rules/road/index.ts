import type { Rule } from "../rule.ts";
import { keyInvalidRule } from "./key-invalid.ts";
import { misplacedRule } from "./misplaced.ts";
import { notStringRule } from "./not-string.ts";
import { overwrittenRule } from "./overwritten.ts";
import { passedOnRule } from "./passed-on.ts";
import { pathEscapeRule } from "./path-escape.ts";
import { platformMismatchRule } from "./platform-mismatch.ts";
import { processIsolationRule } from "./process-isolation.ts";
import { sizeRule } from "./size.ts";

/** What happens to an annotation on its way to the code of hcsshim that reads it. */
export const roadRules: readonly Rule[] = [
  notStringRule,
  keyInvalidRule,
  sizeRule,
  misplacedRule,
  passedOnRule,
  overwrittenRule,
  pathEscapeRule,
  processIsolationRule,
  platformMismatchRule,
];
