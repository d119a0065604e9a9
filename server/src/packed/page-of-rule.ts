/** Stands for `pods/rules/page-of-rule.ts` in the package, where the rules themselves have no texts for their pages. */
import type { RuleFacts } from "../pods/rules/rule.ts";
import { rulePage } from "../pods/rules/rule-page.ts";
import { readReference } from "./reference.ts";

/** The facts of all rules by name, each a list in the same order. */
type Columns = Readonly<Record<"code" | "title" | "help" | "bad" | "good", readonly string[]>> & {
  readonly severity: readonly RuleFacts["severity"][];
  readonly language: readonly ("toml" | null)[];
};

/** The page of the rule with this code. */
export function pageOfRule(code: string): string | undefined {
  // What the build wrote of the rules themselves.
  const rules = readReference("rules") as Columns;
  const at = rules.code.indexOf(code);
  if (at < 0) return undefined;
  const text = (column: readonly string[]): string => column[at] ?? "";
  const language = rules.language[at];
  return rulePage({
    code,
    title: text(rules.title),
    severity: rules.severity[at] ?? "error",
    help: text(rules.help),
    examples: { bad: text(rules.bad), good: text(rules.good), ...(language === "toml" && { language }) },
  });
}
