import { PodFile } from "../pods/pod-file.ts";
import { isTomlName } from "../pods/review/review-config.ts";
import { jsonVersion } from "../report/json.ts";
import type { Console } from "./console.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { parseOptions } from "./parse-options.ts";
import { readInputs } from "./read-inputs.ts";
import { resolvedSandboxes } from "./resolved-sandboxes.ts";
import { readTarget, targetOptions } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** `resolve PATH…`: prints what hcsshim makes of each sandbox. */
export function resolve(args: readonly string[], console: Console): ExitCode {
  const { values, positionals } = parseOptions(args, {
    ...targetOptions,
    "stdin-filename": { type: "string" },
    "host-file": { type: "string", multiple: true },
  });
  if (positionals.length === 0) throw new UsageError("resolve needs a path, or '-' for standard input.");
  const target = readTarget(values, console.folder);
  const onHost = hostFiles(values["host-file"] ?? []);
  const { inputs, problems } = readInputs(positionals, values["stdin-filename"], console);
  const files = [];
  for (const { name, text, runtimeClasses } of inputs) {
    if (isTomlName(name)) continue;
    const sandboxes = resolvedSandboxes(PodFile.open(name, text), { ...target, runtimeClasses }, onHost);
    files.push({ file: name, sandboxes });
  }
  console.out(`${JSON.stringify({ version: jsonVersion, files }, undefined, 2)}\n`);
  for (const problem of problems) console.err(`confidential-pods: ${problem}\n`);
  return problems.length > 0 ? exitCode.failed : exitCode.clean;
}

/** Windows paths know no case and take either separator. */
function hostFiles(files: readonly string[]): (path: string) => boolean {
  const normal = (path: string): string => path.replaceAll("/", "\\").toLowerCase();
  const known = new Set(files.map(normal));
  return (path) => known.has(normal(path));
}
