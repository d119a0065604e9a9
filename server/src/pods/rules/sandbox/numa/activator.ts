import type { Annotation } from "../../../manifest/annotation-set.ts";
import type { RuleContext } from "../../rule.ts";
import { readUint32 } from "../../support/values.ts";
import { sandboxKey } from "../support/keys.ts";

/** The annotation that switches NUMA on: the implicit setting wins. */
export function numaActivator(context: RuleContext): Annotation | undefined {
  const isImplicit = (readUint32(context, sandboxKey.numaMaxProcessors) ?? 0) > 0;
  return context.get(isImplicit ? sandboxKey.numaMaxProcessors : sandboxKey.numaMappedNodes);
}
