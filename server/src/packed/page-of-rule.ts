/** Stands for `pods/rules/page-of-rule.ts` in the package, where the rules themselves have no texts for their pages. */
import type { RuleFacts } from "../pods/rules/rule.ts";
import { rulePage } from "../pods/rules/rule-page.ts";
import { readReference } from "./reference.ts";

/** The page of the rule with this code. */
export function pageOfRule(code: string): string | undefined {
  // What the build wrote of the rules themselves.
  const rules = readReference("rules") as readonly RuleFacts[];
  const rule = rules.find((one) => one.code === code);
  return rule && rulePage(rule);
}
