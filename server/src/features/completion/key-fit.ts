import type { AnnotationFact, PodKind } from "../../pods/annotations/annotation-fact.ts";
import { passingList } from "../../pods/handlers/passing.ts";
import { keyFault } from "../../pods/rules/road/key-invalid.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isForPlatform, isReadOn, isUvmOnly, podKind } from "../../pods/rules/support/facts.ts";
import { isWrittenByContainerd, passes } from "../../pods/rules/support/handler.ts";
import { policyKey } from "../../pods/rules/support/values.ts";

/** How well a key fits a map; the lower, the further up in the list. `note` says why it does not. */
export interface KeyFit {
  /**
   * 0: made for this kind of pod; 1: for its platform; 2: for every pod; 3: once there is a policy, or for its containers;
   * 4: without much use here; 5: without any; 6: renamed.
   */
  readonly rank: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly note?: string;
}

/** From this rank on a key does not fit. */
export const unfit: KeyFit["rank"] = 4;
/** The rank of a key that another one took the place of. */
export const renamed: KeyFit["rank"] = 6;

/** Judges a key for a map; undefined where it must not be offered. */
export function keyFit(fact: AnnotationFact, view: RuleContext): KeyFit | undefined {
  const { set, target } = view;
  if (fact.neverRead || fact.deprecated !== undefined || !fact.readBy[target.hcsshim] || set.level === "misplaced")
    return undefined;
  return useless(fact, view) ?? { ...useful(fact, view), ...dropped(fact, view) };
}

function useless(fact: AnnotationFact, view: RuleContext): KeyFit | undefined {
  const { set } = view;
  if (!isForPlatform(fact, set.platform.value, view.target.hcsshim)) {
    return { rank: 5, note: set.platform.value === "wcow" ? "Linux pods only" : "Windows pods only" };
  }
  if (set.carrier === "kubernetes" && keyFault(fact.key) !== undefined) {
    return { rank: 5, note: "too long for Kubernetes" };
  }
  if (set.level === "container" && fact.level === "sandbox") return { rank: 5, note: "pod sandboxes only" };
  if (set.isolation.value === "process" && isReadOn(fact, view) && isUvmOnly(fact)) {
    return { rank: 5, note: "needs a utility VM" };
  }
  if (set.carrier !== "oci" && isWrittenByContainerd(fact.key)) return { rank: 5, note: "containerd writes it itself" };
  // Kubernetes has no annotations of containers: containerd copies those of the pod.
  if (set.level === "sandbox" && fact.level === "container" && set.carrier !== "kubernetes") {
    return { rank: 4, note: "for containers" };
  }
  return fact.internal ? { rank: 4, note: "internal" } : undefined;
}

const plainKinds: Partial<Record<PodKind, PodKind>> = { cwcow: "wcow", clcow: "lcow" };
const confidentialKinds: Partial<Record<PodKind, PodKind>> = { wcow: "cwcow", lcow: "clcow" };

function useful(fact: AnnotationFact, view: RuleContext): KeyFit {
  const { platforms, key } = fact;
  const kind = podKind(view);
  if (key === policyKey(view)) return { rank: 0 };
  if (!platforms.includes(kind)) {
    if (includes(platforms, confidentialKinds[kind])) return { rank: 3, note: "needs a security policy" };
    if (includes(platforms, plainKinds[kind])) return { rank: 4, note: "not on confidential pods" };
    return platforms.includes("hostprocess") ? { rank: 4, note: "host process pods" } : { rank: 2 };
  }
  if (view.set.level === "sandbox" && fact.level === "container") return { rank: 3, note: "for containers" };
  if (platforms.every((one) => plainKinds[one] !== undefined)) return { rank: 0 };
  const other = view.set.platform.value === "wcow" ? "lcow" : "wcow";
  return { rank: isForPlatform(fact, other, view.target.hcsshim) ? 2 : 1 };
}

const includes = (kinds: readonly PodKind[], kind: PodKind | undefined): boolean =>
  kind !== undefined && kinds.includes(kind);

/** A key that would not arrive is offered all the same: the list of the runtime handler can be extended. */
function dropped({ key }: AnnotationFact, { set, target }: RuleContext): Pick<KeyFit, "note"> {
  const list = set.carrier === "oci" ? undefined : passingList(set, target);
  return list === undefined || passes(key, list.patterns) ? {} : { note: `not in ${list.name}` };
}
