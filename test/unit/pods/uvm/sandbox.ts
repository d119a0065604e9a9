import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { resolveSandbox } from "../../../../server/src/pods/uvm/resolve.ts";
import type { ResolvedSandbox } from "../../../../server/src/pods/uvm/resolved.ts";
import type { SandboxInput } from "../../../../server/src/pods/uvm/sandbox-input.ts";

type KeyName = keyof typeof keys;

/** Annotations by the names of hcsshim's constants. */
export type Named = Readonly<Partial<Record<KeyName, string>>>;

/** base64 of "policy". */
export const policy = "cG9saWN5";

export function annotationsOf(named: Named): Map<string, string> {
  const names = Object.keys(named).filter((name): name is KeyName => name in keys);
  return new Map(names.map((name) => [keys[name], named[name] ?? ""]));
}

/** Resolves a Hyper-V isolated sandbox on a host with 8 logical processors. */
export function resolve(platform: Platform, named: Named, more: Partial<SandboxInput> = {}): ResolvedSandbox {
  return resolveSandbox({
    platform,
    isolation: "hypervisor",
    annotations: annotationsOf(named),
    target: { ...defaultTarget, hostProcessors: 8 },
    ...more,
  });
}

/** The refusals of a sandbox as `stage: message`. */
export function refusalsOf(sandbox: ResolvedSandbox): readonly string[] {
  return sandbox.refusals.map(({ stage, message }) => `${stage}: ${message}`);
}

/** The overrides of a sandbox as `[key, effective]`. */
export function overridesOf(sandbox: ResolvedSandbox): readonly (readonly [key: string, effective: string])[] {
  return sandbox.overrides.map(({ key, effective }) => [key, effective]);
}
