/** What a call that takes its time needs to stay interruptible. */
export interface CallContext {
  /** Lets messages in from time to time. @throws CallCancelled once the caller does not want the answer. */
  readonly checkpoint: () => Promise<void>;
  /** Tells how far the work is, from 0 to 1. */
  readonly progress: (fraction: number) => void;
}

/** The caller does not want the answer any more. */
export class CallCancelled extends Error {
  override readonly name = "CallCancelled";
}

/** Milliseconds of work after which messages are let in: short for a person, long for a reader of blocks. */
const slice = 30;

/** Part of the work that a new message about progress is worth: more of them than a bar has places would be noise. */
const progressStep = 1 / 200;

/** The context of one call; `isCancelled` is asked after messages were let in. */
export function callContext(isCancelled: () => boolean, report: (fraction: number) => void): CallContext {
  let since = performance.now();
  let told = 0;
  return {
    checkpoint: async () => {
      if (performance.now() - since < slice) return;
      await new Promise((resolve) => setImmediate(resolve));
      if (isCancelled()) throw new CallCancelled();
      since = performance.now();
    },
    progress: (fraction) => {
      if (fraction - told < progressStep && fraction < 1) return;
      told = fraction;
      report(fraction);
    },
  };
}
