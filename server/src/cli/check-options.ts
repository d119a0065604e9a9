import { ruleLevels, type Severity } from "../pods/finding.ts";
import type { ReviewProfile } from "../pods/review/profile.ts";
import { ruleByCode } from "../pods/rules/explain.ts";
import { type Output, readOutputs } from "./outputs.ts";
import { parseOptions } from "./parse-options.ts";
import { choice, count, readTarget, targetOptions } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** What `check` was asked to do. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly inputName: string | undefined;
  readonly profile: ReviewProfile;
  readonly outputs: readonly Output[];
  /** More warnings than this fail the run; undefined: any number is fine. */
  readonly maxWarnings: number | undefined;
  readonly fix: boolean;
}

/** @param folder where relative paths begin. */
export function readCheckOptions(args: readonly string[], folder: string): CheckOptions {
  const { values, positionals } = parseOptions(args, {
    ...targetOptions,
    format: { type: "string", multiple: true },
    severity: { type: "string", multiple: true },
    "max-warnings": { type: "string" },
    "stdin-filename": { type: "string" },
    fix: { type: "boolean" },
  });
  const fix = values.fix === true;
  if (fix && positionals.includes("-")) throw new UsageError("--fix writes files; it cannot write standard input.");
  return {
    paths: positionals.length === 0 ? ["."] : positionals,
    inputName: values["stdin-filename"],
    profile: { target: readTarget(values, folder), severities: readSeverities(values.severity ?? []) },
    outputs: readOutputs(values.format),
    maxWarnings: count("--max-warnings", values["max-warnings"], Number.MAX_SAFE_INTEGER, 0),
    fix,
  };
}

function readSeverities(given: readonly string[]): ReviewProfile["severities"] {
  const severities = new Map<string, Severity | "off">();
  for (const each of given) {
    const [code = "", level] = each.split("=", 2);
    if (level === undefined) throw new UsageError(`--severity takes CODE=LEVEL; not '${each}'.`);
    if (ruleByCode(code) === undefined) {
      throw new UsageError(`there is no rule '${code}'; 'confidential-pods rules' lists them.`);
    }
    const known = choice(`--severity ${code}`, ruleLevels, level);
    if (known !== undefined) severities.set(code, known);
  }
  return severities;
}
