import { standInFolders } from "../pods/uvm/plan/conditions.ts";
import type { CwcowInput } from "../pods/uvm/plan/cwcow-input.ts";
import { type CwcowConditions, planCwcow, refusedCwcow } from "../pods/uvm/plan/plan-cwcow.ts";
import type { Console } from "./console.ts";
import { type FlagKind, type GoFlags, readGoFlags } from "./go-flags.ts";
import { hostEntries } from "./host-entries.ts";
import type { PlanRun } from "./plan-run.ts";
import { choice, readTarget } from "./target-options.ts";
import { UsageError } from "./usage-error.ts";

const uvmbootFlags: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
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
]);

const ownFlags: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
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

/** Why uvmboot would not even begin, in its words. @throws UsageError where a flag is none of uvmboot's */
function refusalOf({ texts, fault }: GoFlags): string | undefined {
  if (fault !== undefined) {
    if (!uvmbootFlags.has(fault.flag)) throw new UsageError(fault.message);
    return fault.message;
  }
  const missing = required.filter((name) => !texts.has(name));
  if (missing.length === 0) return undefined;
  return `Required flag${missing.length > 1 ? "s" : ""} "${missing.join(", ")}" not set`;
}

function readInput({ texts, switches, numbers }: GoFlags): CwcowInput {
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
  const flags = readGoFlags(args, new Map([...uvmbootFlags, ...ownFlags]));
  const refusal = refusalOf(flags);
  const { texts } = flags;
  const isHost = process.platform === "win32";
  const conditions: CwcowConditions = {
    target: readTarget(Object.fromEntries(texts), folder),
    bundleDirectory: texts.get("bundle") ?? (isHost ? folder : standInFolders.bundleDirectory),
    workingDirectory: isHost ? folder : standInFolders.workingDirectory,
    id: texts.get("id"),
    owner: texts.get("owner"),
    kindOf: hostEntries(texts.get("host-files"), folder),
  };
  const plan = refusal === undefined ? planCwcow(readInput(flags), conditions) : refusedCwcow(refusal, conditions);
  return {
    files: [{ file: null, plans: [{ title: "Confidential WCOW from boot files", plan }] }],
    format: choice("--format", ["text", "json"], texts.get("format")) ?? "text",
    problems: [],
  };
}
