import type { Annotation } from "../../../manifest/annotation-set.ts";
import { keys } from "../../../uvm/annotation-keys.ts";
import type { RuleContext } from "../../rule.ts";
import { readUint32 } from "../../support/values.ts";

/** The annotation that switches NUMA on: the implicit setting wins. */
export function numaActivator(context: RuleContext): Annotation | undefined {
  const isImplicit = (readUint32(context, keys.numaMaximumProcessorsPerNode) ?? 0) > 0;
  return context.get(isImplicit ? keys.numaMaximumProcessorsPerNode : keys.numaMappedPhysicalNodes);
}
