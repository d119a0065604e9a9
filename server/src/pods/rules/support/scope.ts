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
  if (set.platform.from !== "assumed" && set.isolation.from !== "assumed") return "";
  const topics = about.filter((topic) => set[topic].from === "assumed");
  if (topics.length === 0) return "";
  const assumed = topics.map((topic) => (topic === "platform" ? platformName(set) : isolationName(set)));
  const reasons = new Set(topics.map((topic) => set[topic].reason));
  return ` (assuming ${assumed.join(" with ")}, from ${[...reasons].join(" and ")})`;
}

const isolationName = (set: AnnotationSet): string =>
  set.isolation.value === "hypervisor" ? "Hyper-V isolation" : "process isolation";
