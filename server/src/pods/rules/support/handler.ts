import { isPassedOn } from "../../annotations/go-path-match.ts";
import { keys } from "../../uvm/annotation-keys.ts";
import { remember } from "./remember.ts";

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
  name === keys.hostProcessContainer || name === keys.criContainerType || name === keys.criSandboxId;
