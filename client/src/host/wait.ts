/** What was asked for was called off; nobody is shown this as a failure. */
export class CancelledError extends Error {
  override readonly name = "AbortError";
  readonly code = "cancelled";
}

/** Something did not happen in its time. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
  readonly code = "timeout";
  readonly what: string;

  constructor(what: string, timeoutMs: number) {
    super(`${what} did not happen within ${timeoutMs >= 1000 ? `${timeoutMs / 1000} s` : `${timeoutMs} ms`}.`);
    this.what = what;
  }
}

/** How long something may take, and what ends it before. */
export interface Limit {
  readonly timeoutMs: number;
  /** The time of which that is the rest; what a person is told. */
  readonly totalMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Settles as `promise` does, or rejects when the limit is reached; what `promise` does afterwards is passed over. */
export function within<T>(promise: Promise<T>, { timeoutMs, totalMs, signal }: Limit, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    };
    const cancel = (): void => {
      finish();
      reject(new CancelledError(`${what} was cancelled.`));
    };
    const timer = setTimeout(() => {
      finish();
      reject(new TimeoutError(what, totalMs ?? timeoutMs));
    }, timeoutMs);
    promise.finally(finish).then(resolve, reject);
    if (signal?.aborted) cancel();
    else signal?.addEventListener("abort", cancel, { once: true });
  });
}

/** Resolves after that time. @throws {CancelledError} at once when `signal` fires. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return new Promise((resolve) => setTimeout(resolve, ms));
  await within(new Promise<void>(() => {}), { timeoutMs: ms, signal }, "The wait").catch((error: unknown) => {
    if (!(error instanceof TimeoutError)) throw error;
  });
}

/** The part of a limit that is left, counted from its making; never below one millisecond. */
export class Deadline implements Limit {
  readonly totalMs: number;
  readonly signal: AbortSignal | undefined;
  readonly #end: number;

  constructor({ timeoutMs, totalMs, signal }: Limit) {
    this.totalMs = totalMs ?? timeoutMs;
    this.signal = signal;
    this.#end = performance.now() + timeoutMs;
  }

  get timeoutMs(): number {
    return Math.max(1, Math.ceil(this.#end - performance.now()));
  }

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }
}
