import type { CallContext } from "./call-context.ts";

/**
 * Runs work a step at a time and lets messages in between. Work that the caller does not want any more is ended at its
 * step, so that it can tidy up.
 */
export async function inSteps<Step, Result>(
  steps: Generator<Step, Result>,
  call: CallContext,
  onStep: (step: Step) => void,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep(step.value);
    try {
      await call.checkpoint();
    } catch (error) {
      steps.throw(error);
    }
  }
}
