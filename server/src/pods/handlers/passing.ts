import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import { type Handler, handlerOf } from "./handler.ts";

/** The list of a runtime handler that lets the annotations of a map pass to the shim. */
export interface PassingList {
  readonly handler: Handler;
  /** containerd's name of it. */
  readonly name: "pod_annotations" | "container_annotations";
  readonly patterns: readonly string[];
  /** The configuration that was found; undefined where there is none, or none with this handler. */
  readonly fileName: string | undefined;
}

/**
 * The list that containerd applies to a map on its way from Kubernetes or CRI; undefined where the handler is neither built in
 * nor configured.
 * @param set with the target's platform and isolation where its document leaves them open (`assumeTarget`).
 */
export function passingList(set: AnnotationSet, target: Target): PassingList | undefined {
  const handler = handlerOf(set, target);
  if (handler === undefined) return undefined;
  const [name, lists] =
    set.level === "container"
      ? (["container_annotations", target.containerAnnotations] as const)
      : (["pod_annotations", target.podAnnotations] as const);
  const patterns = lists.get(handler.name);
  const isConfigured = target.containerd?.runtimeOptions.has(handler.name) === true;
  return patterns && { handler, name, patterns, fileName: isConfigured ? target.containerd?.fileName : undefined };
}

/** "no pod annotation", or "only" the patterns, for a message. */
export const describePassing = ({ name, patterns }: PassingList): string =>
  patterns.length === 0
    ? name === "pod_annotations"
      ? "no pod annotation"
      : "no annotation of a container"
    : `only ${patterns.join(", ")}`;
