import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import type { RuleContext } from "../rule.ts";

/** Whether the map is of a pod sandbox that runs in a utility VM: what `SpecToUVMCreateOpts` reads. */
export const isSandboxVm = ({ set }: RuleContext): boolean =>
  set.level === "sandbox" && set.isolation.value === "hypervisor";

/** A Windows pod in a utility VM. */
export const isWindowsVm = (context: RuleContext): boolean =>
  isSandboxVm(context) && context.set.platform.value === "wcow";

/** A Linux pod in a utility VM. */
export const isLinuxVm = (context: RuleContext): boolean =>
  isSandboxVm(context) && context.set.platform.value === "lcow";

/** "a Windows pod" or "a Linux pod". */
export const platformName = (set: AnnotationSet): string =>
  set.platform.value === "wcow" ? "a Windows pod" : "a Linux pod";

/**
 * What a message must add where a finding hangs on something that the document does not say: " (assuming a Windows pod,
 * from the setting …)"; "" where the document tells. Put it before the full stop of the sentence it qualifies.
 */
export function assumption(set: AnnotationSet, ...about: readonly ("platform" | "isolation")[]): string {
  const assumed: string[] = [];
  const reasons = new Set<string>();
  for (const topic of about) {
    if (set[topic].from !== "assumed") continue;
    assumed.push(topic === "platform" ? platformName(set) : isolationName(set));
    reasons.add(set[topic].reason);
  }
  return assumed.length === 0 ? "" : ` (assuming ${assumed.join(" with ")}, from ${[...reasons].join(" and ")})`;
}

const isolationName = (set: AnnotationSet): string =>
  set.isolation.value === "hypervisor" ? "Hyper-V isolation" : "process isolation";
