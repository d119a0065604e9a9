import { planWritten } from "../pods/effective/plan-arrival.ts";
import { PodFile } from "../pods/pod-file.ts";
import { isTomlName } from "../pods/review/review-config.ts";
import type { GivenConditions } from "../pods/uvm/plan/plan-set.ts";
import { describeSandbox } from "../pods/uvm/summary.ts";
import type { FilePlans } from "../report/plan-report.ts";
import type { Console } from "./console.ts";
import { hostEntries } from "./host-entries.ts";
import { parseOptions } from "./parse-options.ts";
import type { PlanRun } from "./plan-run.ts";
import { readInputs } from "./read-inputs.ts";
import { choice, readTarget, targetOptions } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** Options that name a file, a folder or a name, which cannot be empty. */
const nameOptions = {
  id: { type: "string" },
  owner: { type: "string" },
  bundle: { type: "string" },
  "scratch-vhd": { type: "string" },
  "layer-dir": { type: "string" },
  "host-files": { type: "string" },
} as const;

function plansOf(file: PodFile, conditions: GivenConditions): FilePlans["plans"] {
  return file.documents
    .flatMap(({ document }) => document.sets)
    .filter(({ level }) => level === "sandbox")
    .map((set) => {
      const { resolved, plan } = planWritten(set, conditions);
      return { title: describeSandbox(resolved, conditions.target.hostProcessors), plan };
    });
}

/** `plan PATH…`: every sandbox of every file, in the conditions of the shim. */
export function podPlans(args: readonly string[], console: Console): PlanRun {
  const { values, positionals } = parseOptions(args, {
    ...targetOptions,
    ...nameOptions,
    format: { type: "string" },
    "stdin-filename": { type: "string" },
  });
  if (positionals.length === 0) throw new UsageError("plan needs a path, '-' for standard input, or --cwcow.");
  for (const name of Object.keys(nameOptions)) {
    if (Object.entries(values).some(([given, value]) => given === name && value === "")) {
      throw new UsageError(`--${name} cannot be empty.`);
    }
  }
  const conditions: GivenConditions = {
    target: readTarget(values, console.folder),
    kindOf: hostEntries(values["host-files"], console.folder),
    // Somebody who lists a host means that host; this machine may be another one.
    mustHaveFiles: values["host-files"] !== undefined,
    standInShim: values["shim-dir"] === undefined,
    id: values.id,
    owner: values.owner,
    bundleDirectory: values.bundle,
    scratchVhd: values["scratch-vhd"],
    layerDirectory: values["layer-dir"],
  };
  const { inputs, problems } = readInputs(positionals, values["stdin-filename"], console);
  const files: FilePlans[] = [];
  for (const { name, text, runtimeClasses } of inputs) {
    if (isTomlName(name)) continue;
    const target = { ...conditions.target, runtimeClasses };
    files.push({ file: name, plans: plansOf(PodFile.open(name, text), { ...conditions, target }) });
  }
  return { files, format: choice("--format", ["text", "json"], values.format) ?? "text", problems };
}
