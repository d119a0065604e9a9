import { ruleByCode } from "./explain.ts";
import { rulePage } from "./rule-page.ts";

/** The page of the rule with this code. */
export function pageOfRule(code: string): string | undefined {
  const rule = ruleByCode(code);
  return rule && rulePage(rule);
}
