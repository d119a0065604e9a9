/** What the extension asks the language server before it boots. All of it is plain JSON. */

import type { BootPlanMessage, BootRequest } from "./boot-protocol.ts";
import type { Severity } from "./pods/finding.ts";
import type { PlanStep } from "./pods/uvm/plan/plan-steps.ts";

/** Request `confidentialPods/sandboxes`: the sandboxes of an open document that have annotations of hcsshim. */
export interface SandboxesParams {
  readonly uri: string;
}

export interface SandboxSummary {
  /** Index among all sandboxes of the document, from 0, in source order; as in `PreviewParams`. */
  readonly index: number;
  /** The line of its annotations, from 0. */
  readonly line: number;
  /** The pod's name; its kind where it has none. */
  readonly name: string;
  /** "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs". */
  readonly summary: string;
}

/** What `uvmboot cwcow` is told, as far as the extension asks for it; "" is as good as absent but for the policy. */
export interface BootFilesInput {
  /** Folder of `boot.vhd`, `rootfs.vhd` and the VMGS files. */
  readonly folder: string;
  /** HCS's name. */
  readonly isolationType: string;
  /** Base64; absent: the policy that allows everything. */
  readonly securityPolicy?: string;
  readonly disableSecureBoot: boolean;
  readonly writableEfi: boolean;
  /** Folder for the guest's disks after the VM's end; "": they are not kept. */
  readonly debugDataPath: string;
}

/** What is booted: a sandbox of an open spec, or boot files alone. */
export type BootSource =
  | { readonly kind: "sandbox"; readonly uri: string; readonly sandboxIndex: number }
  | { readonly kind: "boot-files"; readonly files: BootFilesInput };

/**
 * Where Windows' paths lie on this machine. On one that is not Windows (a rehearsal), `C:\x` lies at `<drivesFolder>/c/x`,
 * other rooted paths keep their names with slashes, and the pipe `\\.\pipe\x` is the socket `<pipePrefix>x`.
 */
export type MachinePaths =
  | { readonly kind: "windows" }
  | { readonly kind: "posix"; readonly drivesFolder: string; readonly pipePrefix: string };

/** Request `confidentialPods/bootPlan`: what a boot will do. */
export interface BootPlanParams {
  readonly source: BootSource;
  /** Makes the VM's identifier one that no other run has: `<name>-<suffix>@vm`. */
  readonly suffix: string;
  /** Absolute path of the run's own folder. */
  readonly runFolder: string;
  /** Absolute path of a scratch that exists; "": one is made. */
  readonly scratchVhd: string;
  readonly machine: MachinePaths;
}

/** What the editor reports of the spec that is to be booted. */
export interface BootFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Line in the file, from 0. */
  readonly line: number;
}

/** A plan with what people want to know of it. Paths are those of this machine. */
export interface PlannedBoot {
  readonly kind: "planned";
  /** The pod's name, or that of the folder of boot files. */
  readonly name: string;
  readonly summary: string;
  /** The isolation type in the document; "" where the VM is not isolated. */
  readonly isolation: string;
  readonly plan: BootPlanMessage;
  readonly newScratch: BootRequest["newScratch"];
  /** Where debug mode keeps the guest's disks; "" where it is off. */
  readonly debugFolder: string;
  /** Errors and warnings. */
  readonly findings: readonly BootFinding[];
  readonly steps: readonly PlanStep[];
}

export type BootPlanResult = PlannedBoot | { readonly kind: "problem"; readonly message: string };
