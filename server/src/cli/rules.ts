import { listRules } from "../pods/rules/explain.ts";
import { jsonVersion } from "../report/json.ts";
import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { parseOptions } from "./parse-options.ts";
import { choice } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** `rules`: lists every rule with its code, default severity and title. */
export function rules(args: readonly string[], console: Console): ExitCode {
  const { values, positionals } = parseOptions(args, { format: { type: "string" } });
  if (positionals.length > 0) throw new UsageError("rules takes no arguments; 'explain CODE' shows one rule.");
  const format = choice("--format", ["pretty", "json"], values.format) ?? "pretty";
  const listed = listRules().map(({ code, severity, title }) => ({ code, severity, title }));
  if (format === "json") {
    console.out(`${JSON.stringify({ version: jsonVersion, rules: listed }, undefined, 2)}\n`);
    return exitCode.clean;
  }
  const width = Math.max(0, ...listed.map(({ code }) => code.length));
  for (const { code, severity, title } of listed) {
    console.out(`${code.padEnd(width)}  ${severity.padEnd(11)}  ${title}\n`);
  }
  return exitCode.clean;
}
