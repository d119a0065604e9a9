import type { AnnotationSet } from "../manifest/annotation-set.ts";
import { droppedKeys } from "../rules/support/dropped.ts";
import { type GivenConditions, type PlannedSet, planSet } from "../uvm/plan/plan-set.ts";

/** Plans a sandbox with all that is written, and says what of it the shim would not get from containerd. */
export function planWritten(set: AnnotationSet, given: GivenConditions): PlannedSet {
  const planned = planSet(set, given);
  const dropped = droppedKeys(set, given.target);
  if (dropped.length === 0) return planned;
  const warning = `this is the pod as it is written; containerd drops ${dropped.join(", ")} on the way to the shim`;
  return { ...planned, plan: { ...planned.plan, warnings: [warning, ...planned.plan.warnings] } };
}
