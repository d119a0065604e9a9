import { listRules, ruleByCode } from "../pods/rules/explain.ts";
import { rulePage } from "../pods/rules/rule-page.ts";
import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { parseOptions } from "./parse-options.ts";
import { UsageError } from "./usage-error.ts";

/** `explain CODE`: prints a rule's page. */
export function explain(args: readonly string[], console: Console): ExitCode {
  const [code, ...more] = parseOptions(args, {}).positionals;
  if (code === undefined || more.length > 0) throw new UsageError("explain takes one rule code.");
  const rule = ruleByCode(code);
  if (rule === undefined) throw new UsageError(`there is no rule '${code}'${suggestion(code)}.`);
  console.out(rulePage(rule));
  return exitCode.clean;
}

/** Codes that share a word with what was asked for. */
function suggestion(code: string): string {
  const words = new Set(
    code
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 3),
  );
  const near = listRules().filter((rule) => rule.code.split("-").some((word) => words.has(word)));
  const some = near.slice(0, 5).map((rule) => rule.code);
  return some.length === 0 ? "; 'confidential-pods rules' lists them" : `; near it: ${some.join(", ")}`;
}
