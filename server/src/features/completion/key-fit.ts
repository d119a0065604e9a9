import type { AnnotationFact } from "../../pods/annotations/annotation-fact.ts";
import { keyFault } from "../../pods/rules/road/key-invalid.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isForPlatform, isReadOn, isUvmOnly, podKind } from "../../pods/rules/support/facts.ts";

/** How well a key fits a map; the lower, the further up in the list. `note` says why it does not. */
export interface KeyFit {
  readonly rank: 0 | 1 | 2 | 3;
  readonly note?: string;
}

const kindNotes = { wcow: "needs a security policy", lcow: "needs a security policy" } as const;

/** Judges a key for a map; undefined where it must not be offered. */
export function keyFit(fact: AnnotationFact, view: RuleContext): KeyFit | undefined {
  const { set, target } = view;
  if (fact.neverRead || fact.deprecated !== undefined || !fact.readBy[target.hcsshim] || set.level === "misplaced")
    return undefined;
  if (!isForPlatform(fact, set.platform.value)) {
    return { rank: 3, note: set.platform.value === "wcow" ? "Linux pods only" : "Windows pods only" };
  }
  if (set.carrier === "kubernetes" && keyFault(fact.key) !== undefined) {
    return { rank: 3, note: "too long for Kubernetes" };
  }
  if (set.level === "container" && fact.level === "sandbox") return { rank: 3, note: "pod sandboxes only" };
  if (set.isolation.value === "process" && isReadOn(fact, view) && isUvmOnly(fact)) {
    return { rank: 3, note: "needs a utility VM" };
  }
  if (set.level === "sandbox" && fact.level === "container") return { rank: 2, note: "for containers" };
  if (fact.internal) return { rank: 2, note: "internal" };
  const kind = podKind(view);
  if ((kind === "wcow" || kind === "lcow") && !fact.platforms.includes(kind)) return { rank: 1, note: kindNotes[kind] };
  return { rank: 0 };
}
