import { standInFolders } from "../pods/uvm/plan/conditions.ts";
import type { CwcowInput } from "../pods/uvm/plan/cwcow-input.ts";
import { planCwcow } from "../pods/uvm/plan/plan-cwcow.ts";
import type { Console } from "./console.ts";
import { type FlagKind, type GoFlags, readGoFlags } from "./go-flags.ts";
import { hostEntries } from "./host-entries.ts";
import type { PlanRun } from "./plan-run.ts";
import { choice, readTarget } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

/** uvmboot's flags, then our own. */
const kinds: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
  ["boot-files-path", "text"],
  ["efi-vhd", "text"],
  ["boot-cim-vhd", "text"],
  ["vmgs-path", "text"],
  ["scratch-vhd", "text"],
  ["isolation-type", "text"],
  ["security-policy", "text"],
  ["disable-secure-boot", "switch"],
  ["writable-efi", "switch"],
  ["debug-mode", "switch"],
  ["debug-data-path", "text"],
  ["cpus", "number"],
  ["memory", "number"],
  ["resource-partition", "text"],
  ["allow-overcommit", "switch"],
  ["enable-deferred-commit", "switch"],
  // These decide nothing about the VM.
  ["exec", "text"],
  ["tty", "switch"],
  ["t", "switch"],
  ["debug", "switch"],
  ["gcs", "switch"],
  ["measure", "switch"],

  ["format", "text"],
  ["id", "text"],
  ["owner", "text"],
  ["bundle", "text"],
  ["host-processors", "text"],
  ["windows-build", "text"],
  ["shim-dir", "text"],
  ["host-files", "text"],
]);

const required = ["scratch-vhd", "isolation-type"] as const;

function readInput({ texts, switches, numbers }: GoFlags): CwcowInput {
  const missing = required.filter((name) => !texts.has(name));
  if (missing.length > 0) {
    throw new UsageError(`Required flag${missing.length > 1 ? "s" : ""} "${missing.join(", ")}" not set`);
  }
  const text = (name: string): string => texts.get(name) ?? "";
  const isOn = (name: string): boolean => switches.get(name) ?? false;
  return {
    bootFilesPath: text("boot-files-path"),
    efiVhd: text("efi-vhd"),
    bootCimVhd: text("boot-cim-vhd"),
    vmgsPath: text("vmgs-path"),
    scratchVhd: text("scratch-vhd"),
    isolationType: text("isolation-type"),
    securityPolicy: texts.get("security-policy"),
    disableSecureBoot: isOn("disable-secure-boot"),
    writableEfi: isOn("writable-efi"),
    debugMode: isOn("debug-mode"),
    debugDataPath: text("debug-data-path"),
    cpus: numbers.get("cpus"),
    memory: numbers.get("memory"),
    resourcePartition: texts.get("resource-partition"),
    allowOvercommit: switches.get("allow-overcommit"),
    enableDeferredCommit: switches.get("enable-deferred-commit"),
  };
}

/** `plan --cwcow`: one VM from uvmboot's own flags. */
export function cwcowPlan(args: readonly string[], { folder }: Console): PlanRun {
  const flags = readGoFlags(args, kinds);
  const input = readInput(flags);
  const { texts } = flags;
  const isHost = process.platform === "win32";
  const plan = planCwcow(input, {
    target: readTarget(Object.fromEntries(texts)),
    bundleDirectory: texts.get("bundle") ?? (isHost ? folder : standInFolders.bundleDirectory),
    workingDirectory: isHost ? folder : standInFolders.workingDirectory,
    id: texts.get("id"),
    owner: texts.get("owner"),
    kindOf: hostEntries(texts.get("host-files"), folder),
  });
  return {
    files: [{ file: null, plans: [{ title: "Confidential WCOW from boot files", plan }] }],
    format: choice("--format", ["text", "json"], texts.get("format")) ?? "text",
    problems: [],
  };
}
