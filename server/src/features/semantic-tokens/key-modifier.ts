import { lookup, removedKeys } from "../../pods/annotations/registry.ts";
import { effectOf } from "../../pods/effective/effect.ts";
import type { Annotation } from "../../pods/manifest/annotation-set.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isMeantForUs } from "../../pods/rules/support/ours.ts";
import type { KeyModifier } from "./legend.ts";

/** How a key is to be shown; undefined for the keys of others. */
export function keyModifier(view: RuleContext, annotation: Annotation): KeyModifier | undefined {
  const { key } = annotation;
  const fact = lookup(key);
  if (fact === undefined) {
    const removed = removedKeys.get(key);
    if (removed !== undefined) return removed.readBy[view.target.hcsshim] ? "known" : "deprecated";
    return isMeantForUs(key) ? "unknown" : undefined;
  }
  if (fact.deprecated !== undefined) return "deprecated";
  return effectOf(view, annotation).kind === "ignored" ? "ignored" : "known";
}
