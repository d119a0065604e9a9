import { handlerOf, whyHandler } from "../handlers/handler.ts";
import { describePassing, passingList } from "../handlers/passing.ts";
import type { Annotation } from "../manifest/annotation-set.ts";
import { keyFault } from "../rules/road/key-invalid.ts";
import type { RuleContext } from "../rules/rule.ts";
import { isWrittenByContainerd, passes } from "../rules/support/handler.ts";

/** What becomes of an annotation on its way to the shim. `because` is a clause that begins with a small letter. */
export type Road =
  | { readonly kind: "direct" }
  /** `note`: what a message must add where the handler is assumed; "" where it is named. */
  | { readonly kind: "passed"; readonly handler: string; readonly note: string }
  | { readonly kind: "unknown-handler"; readonly handler: string | undefined }
  | { readonly kind: "stopped"; readonly because: string };

/**
 * How the annotation reaches hcsshim: as it is from an OCI spec; through containerd's lists from Kubernetes and CRI. For a
 * container's own annotations containerd has a list that no setting tells.
 */
export function roadOf(view: RuleContext, { key, valueType }: Annotation): Road {
  const { set, target } = view;
  if (set.carrier === "oci") return { kind: "direct" };
  if (set.level === "misplaced") {
    return { kind: "stopped", because: `these annotations are the ${set.kind}'s own and never reach its pods` };
  }
  const fault = set.carrier === "kubernetes" ? keyFault(key) : undefined;
  if (fault !== undefined) return { kind: "stopped", because: `Kubernetes refuses the key: ${fault}` };
  if (valueType !== "string" && valueType !== "missing" && set.carrier === "kubernetes") {
    return { kind: "stopped", because: "Kubernetes refuses a value that is not a string; put it in quotes" };
  }
  if (isWrittenByContainerd(key)) return { kind: "stopped", because: "containerd writes this key itself" };
  const list = passingList(set, target);
  if (list === undefined) {
    return { kind: "unknown-handler", handler: set.level === "container" ? undefined : handlerOf(set, target)?.name };
  }
  const { handler, patterns } = list;
  const note = whyHandler(handler);
  if (passes(key, patterns)) return { kind: "passed", handler: handler.name, note };
  return {
    kind: "stopped",
    because: `containerd drops the key: runtime handler ${handler.name}${note} passes on ${describePassing(list)}`,
  };
}
