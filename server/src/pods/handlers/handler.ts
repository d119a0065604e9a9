import type { AnnotationSet } from "../manifest/annotation-set.ts";
import type { Target } from "../target.ts";
import { platformOs, type RuntimeOptions } from "./runtime-options.ts";

/** The runtime handler that starts a pod, as far as document and target tell. */
export interface Handler {
  readonly name: string;
  /** True where neither the document nor the target names one. */
  readonly isAssumed: boolean;
  /** The RuntimeClass that names it, where that has another name. */
  readonly runtimeClass?: string;
  /** Other handlers of the configuration that a pod like this one could be started with, in source order. */
  readonly others: readonly string[];
}

/**
 * The handler of a pod: that of its RuntimeClass, or what its `runtimeClassName` says where the class is not known (by
 * convention it has its handler's name), else the target's, else
 * one of the configuration whose options fit the pod, else containerd's built-in one for the isolation. containerd has no
 * built-in handler for Linux pods in a utility VM.
 * @param set with the target's platform and isolation where its document leaves them open (`assumeTarget`).
 */
export function handlerOf(set: AnnotationSet, target: Target): Handler | undefined {
  const named = namedHandler(set, target);
  if (named !== undefined) {
    const { runtimeClassName } = set.facts;
    const isOfClass = named !== runtimeClassName && named === classHandler(set, target);
    return { name: named, isAssumed: false, others: [], ...(isOfClass ? { runtimeClass: runtimeClassName } : {}) };
  }
  const fitting = fittingHandlers(set, target);
  const builtIn = builtInHandler(set);
  const name = [builtIn, target.containerd?.defaultHandler].find((one) => one !== undefined && fitting.includes(one));
  const chosen = name ?? fitting[0] ?? builtIn;
  if (chosen === undefined) return undefined;
  return { name: chosen, isAssumed: true, others: fitting.filter((one) => one !== chosen) };
}

/** The handler that the RuntimeClass of a pod has; undefined where the class is not known. */
export const classHandler = ({ facts }: AnnotationSet, { runtimeClasses }: Target): string | undefined =>
  facts.runtimeClassName === undefined ? undefined : runtimeClasses.get(facts.runtimeClassName);

/**
 * The handler that the document or the target names; a RuntimeClass that is not known, and has no handler's name, has the
 * handler that the target names.
 */
export function namedHandler(set: AnnotationSet, target: Target): string | undefined {
  const ofClass = classHandler(set, target);
  if (ofClass !== undefined) return ofClass;
  const { runtimeClassName } = set.facts;
  const isHandler =
    runtimeClassName !== undefined &&
    (target.podAnnotations.has(runtimeClassName) || target.containerd?.runtimeOptions.has(runtimeClassName) === true);
  return isHandler ? runtimeClassName : (target.runtimeHandler ?? runtimeClassName);
}

/** What a message must add where the document does not name the handler itself: " (assumed: …)", " (of RuntimeClass …)"; else "". */
export function whyHandler({ isAssumed, others, runtimeClass }: Handler): string {
  if (!isAssumed) return runtimeClass === undefined ? "" : ` (of RuntimeClass ${runtimeClass})`;
  const choice = others.length === 0 ? "" : `; ${others.join(", ")} would fit too`;
  return ` (assumed: the document names none${choice})`;
}

function builtInHandler({ platform, isolation }: AnnotationSet): string | undefined {
  if (platform.value !== "wcow") return undefined;
  return isolation.value === "hypervisor" ? "runhcs-wcow-hypervisor" : "runhcs-wcow-process";
}

function fittingHandlers(set: AnnotationSet, { containerd }: Target): readonly string[] {
  if (containerd === undefined) return [];
  return [...containerd.runtimeOptions].filter(([, options]) => fits(set, options)).map(([name]) => name);
}

function fits({ platform, isolation }: AnnotationSet, { sandboxIsolation, sandboxPlatform }: RuntimeOptions): boolean {
  const os = platformOs(sandboxPlatform);
  if (os !== "" && os !== (platform.value === "lcow" ? "linux" : "windows")) return false;
  return (sandboxIsolation === "HYPERVISOR") === (isolation.value === "hypervisor");
}
