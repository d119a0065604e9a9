import { lookup } from "../annotations/registry.ts";
import { assumeTarget } from "../handlers/assume.ts";
import { passingList } from "../handlers/passing.ts";
import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { RuleContext } from "../rules/rule.ts";
import { createContext } from "../rules/support/context.ts";
import { passes } from "../rules/support/handler.ts";
import type { Target } from "../target.ts";
import { describeSandbox } from "../uvm/summary.ts";
import { viewOf } from "./annotation-view.ts";
import { keepForTarget } from "./keep-for-target.ts";

/** A sandbox as it arrives at the shim. */
export interface Arrival {
  /** Without the annotations that containerd drops. */
  readonly view: RuleContext;
  /** The keys of hcsshim's among those, each once. */
  readonly dropped: readonly string[];
}

/** What is left of a sandbox where the handler is known, and so what containerd drops; else all of it. */
export const arrivalOf = keepForTarget((document, set, target): Arrival => {
  const assumed = assumeTarget(set, target);
  const dropped = droppedKeys(assumed, target);
  if (dropped.length === 0) return { view: viewOf(document, set, target), dropped };
  const lost = new Set(dropped);
  const annotations = assumed.annotations.filter(({ key }) => !lost.has(key));
  return { view: createContext({ ...assumed, annotations }, target, document.text), dropped };
});

/**
 * The keys of hcsshim's that the lists of a sandbox's handler do not let pass, each once; none where nobody names the handler.
 * @param set with the target's platform and isolation where its document leaves them open (`assumeTarget`).
 */
export function droppedKeys(set: AnnotationSet, target: Target): readonly string[] {
  if (set.carrier === "oci" || set.level !== "sandbox") return [];
  const list = passingList(set, target);
  if (list === undefined || list.handler.isAssumed) return [];
  const keys = new Set(set.annotations.map(({ key }) => key));
  return [...keys].filter((key) => lookup(key) !== undefined && !passes(key, list.patterns));
}

/** What the shim makes of a sandbox, in one short line; undefined where nothing is resolved. */
export function describeArrival({ view: { resolved, target }, dropped }: Arrival): string | undefined {
  if (resolved === undefined) return undefined;
  const count = dropped.length === 0 ? "" : ` · ${dropped.length} ${dropped.length === 1 ? "key" : "keys"} dropped`;
  return `${describeSandbox(resolved, target.hostProcessors)}${count}`;
}
