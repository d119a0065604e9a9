import type { Rule } from "../rule.ts";
import { duplicateKeyRule } from "./duplicate-key.ts";
import { keyCaseRule } from "./key-case.ts";
import { statusRules } from "./key-status.ts";
import { unknownKeyRule } from "./unknown-key.ts";
import { exactTextRules } from "./value-exact-text.ts";
import { valueUnparsableRule } from "./value-unparsable.ts";

/** Whether hcsshim knows a key, and whether it can read the value. */
export const keyRules: readonly Rule[] = [
  unknownKeyRule,
  keyCaseRule,
  ...statusRules,
  duplicateKeyRule,
  valueUnparsableRule,
  ...exactTextRules,
];
