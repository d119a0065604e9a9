import type { RuleFacts } from "../../server/src/pods/rules/rule.ts";

/** What package.json declares of one rule in the setting `confidentialPods.rules`. */
interface RuleSchema {
  readonly default: string;
  readonly description: string;
}

/** The properties of the setting `confidentialPods.rules`: one a rule, by code; the levels stand once, in its pattern. */
export function rulesSetting(rules: readonly RuleFacts[]): Readonly<Record<string, RuleSchema>> {
  const sorted = [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ code, title, severity }) => [code, { default: severity, description: title }]),
  );
}
