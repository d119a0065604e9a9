import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import { handlerOf, whyHandler } from "./handler.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

/**
 * The runtime options that the shim gets along with a sandbox; undefined where no configuration tells.
 * @param set with the target's platform and isolation where its document leaves them open (`assumeTarget`).
 */
export function runtimeOptionsOf(set: AnnotationSet, target: Target): RuntimeOptions | undefined {
  const { containerd } = target;
  // The defaults of a configuration are no pod: the options of their handler are added to it, not to them.
  if (containerd === undefined || set.kind === "ContainerdConfig") return undefined;
  const handler = handlerOf(set, target);
  const options = handler === undefined ? undefined : containerd.runtimeOptions.get(handler.name);
  if (handler === undefined || options === undefined) return undefined;
  return { ...options, origin: `runtime handler ${handler.name} in ${containerd.fileName}${whyHandler(handler)}` };
}
