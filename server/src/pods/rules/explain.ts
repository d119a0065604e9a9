import { configRules } from "../containerd/rules/index.ts";
import { allRules } from "./all-rules.ts";
import type { RuleFacts } from "./rule.ts";

const rules: readonly RuleFacts[] = [...allRules, ...configRules];
const byCode: ReadonlyMap<string, RuleFacts> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule with this code. */
export const ruleByCode = (code: string): RuleFacts | undefined => byCode.get(code);

/** All rules, those about containerd's configuration too, by code. */
export const listRules = (): readonly RuleFacts[] => [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));
