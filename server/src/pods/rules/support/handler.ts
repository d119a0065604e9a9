import { isPassedOn } from "../../annotations/go-path-match.ts";
import type { AnnotationSet } from "../../manifest/annotation-set.ts";
import { key } from "./keys.ts";
import { remember } from "./remember.ts";

/** The runtime handler that starts a pod, as far as the document tells. */
export interface Handler {
  readonly name: string;
  /** True where the document names none. */
  readonly isAssumed: boolean;
}

/**
 * The handler of a pod: its `runtimeClassName` (by convention a RuntimeClass has its handler's name), else containerd's
 * built-in one for the isolation. containerd has no built-in handler for Linux pods in a utility VM.
 */
export function handlerOf(set: AnnotationSet): Handler | undefined {
  const { runtimeClassName } = set.facts;
  if (runtimeClassName !== undefined) return { name: runtimeClassName, isAssumed: false };
  if (set.platform.value !== "wcow") return undefined;
  const name = set.isolation.value === "hypervisor" ? "runhcs-wcow-hypervisor" : "runhcs-wcow-process";
  return { name, isAssumed: true };
}

const answers = new WeakMap<readonly string[], (key: string) => boolean>();

/** Whether a handler's patterns let a key pass. */
export function passes(key: string, patterns: readonly string[]): boolean {
  let answer = answers.get(patterns);
  if (answer === undefined) {
    answer = remember((text) => isPassedOn(text, patterns));
    answers.set(patterns, answer);
  }
  return answer(key);
}

/** Whether containerd's CRI writes the key itself, after the annotations of the pod. */
export const isWrittenByContainerd = (name: string): boolean =>
  name === key.hostProcess || name === key.containerType || name === key.sandboxId;
