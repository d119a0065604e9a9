import type { RuleContext } from "../rules/rule.ts";
import { droppedKeys, withoutDropped } from "../rules/support/dropped.ts";
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
  const dropped = droppedKeys(set, target);
  return { view: withoutDropped(viewOf(document, set, target), dropped), dropped };
});

/** What the shim makes of a sandbox, in one short line; undefined where nothing is resolved. */
export function describeArrival({ view: { resolved, target }, dropped }: Arrival): string | undefined {
  if (resolved === undefined) return undefined;
  const count = dropped.length === 0 ? "" : ` · ${dropped.length} ${dropped.length === 1 ? "key" : "keys"} dropped`;
  return `${describeSandbox(resolved, target.hostProcessors)}${count}`;
}
