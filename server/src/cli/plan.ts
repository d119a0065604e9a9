import { paints } from "../report/paint.ts";
import { type FilePlans, planJson, planText } from "../report/plan-report.ts";
import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { cwcowPlan } from "./plan-cwcow.ts";
import { podPlans } from "./plan-pods.ts";

function nothingIn(files: readonly FilePlans[]): string {
  const [only, ...more] = files;
  return `there is no sandbox in ${only && more.length === 0 ? `'${only.file}'` : `${files.length} files`}.`;
}

/** `plan PATH…` and `plan --cwcow`: prints what booting a sandbox would do, and the HCS document. */
export function plan(args: readonly string[], console: Console): ExitCode {
  const isCwcow = args.includes("--cwcow");
  const { files, format, problems } = isCwcow
    ? cwcowPlan(
        args.filter((argument) => argument !== "--cwcow"),
        console,
      )
    : podPlans(args, console);
  console.out(format === "json" ? planJson(files) : planText(files, console.colors ? paints.colored : paints.plain));
  const isEmpty = problems.length === 0 && files.every(({ plans }) => plans.length === 0);
  const said = isEmpty ? [nothingIn(files)] : problems;
  for (const each of said) console.err(`confidential-pods: ${each}\n`);
  if (problems.length > 0) return exitCode.failed;
  return files.some(({ plans }) => plans.some((each) => each.plan.error !== null)) ? exitCode.errors : exitCode.clean;
}
