import type { CallResult, ComputeCore } from "../native/computecore.ts";
import type { Pointer } from "../native/koffi.ts";
import { Deadline, type Limit, within } from "../wait.ts";
import { HcsError } from "./hcs-error.ts";
import { hresults, isFailure, isHresult } from "./hresult.ts";

/** Told of every call that ended, for the record. */
export type CallObserver = (call: string, hresult: number, milliseconds: number) => void;

/** A wait must be short: a process cannot end while one of its waits is in native code. */
const sliceMs = 200;

/** An operation of HCS. A native call that we gave up still uses it, so it is closed only when that call came back. */
class Operation {
  readonly #core: ComputeCore;
  readonly #handle: Pointer;
  #inNative: Promise<unknown> = Promise.resolve();

  constructor(core: ComputeCore) {
    const handle = core.createOperation();
    if (handle === null) throw new HcsError("HcsCreateOperation", hresults.outOfMemory);
    this.#core = core;
    this.#handle = handle;
  }

  call<T>(call: (operation: Pointer) => Promise<T>, deadline: Deadline, name: string): Promise<T> {
    const result = call(this.#handle);
    this.#inNative = result;
    return within(result, deadline, name);
  }

  async wait(deadline: Deadline, name: string): Promise<CallResult> {
    for (;;) {
      const milliseconds = Math.min(sliceMs, deadline.timeoutMs);
      const wait = (operation: Pointer): Promise<CallResult> =>
        this.#core.waitForOperationResult(operation, milliseconds);
      const result = await this.call(wait, deadline, name);
      if (!isHresult(result.hresult, hresults.timeout, hresults.pending)) return result;
      if (deadline.isOver) return result;
    }
  }

  result(): CallResult {
    return this.#core.getOperationResult(this.#handle);
  }

  close(): void {
    void this.#inNative.catch(() => undefined).then(() => this.#core.closeOperation(this.#handle));
  }
}

/**
 * Runs one call of HCS to its end: submits it with a fresh operation, and waits for the operation's result. Returns the
 * result document. After a timeout or a cancellation the operation is left to the service, which drops its result.
 * @throws {HcsError | TimeoutError | CancelledError}
 */
export async function runOperation(
  core: ComputeCore,
  name: string,
  submit: (operation: Pointer) => Promise<number>,
  limit: Limit,
  observe: CallObserver,
): Promise<string | undefined> {
  const deadline = new Deadline(limit);
  const started = performance.now();
  const operation = new Operation(core);
  try {
    const submitted = await operation.call(submit, deadline, name);
    const result = isFailure(submitted)
      ? { hresult: submitted, document: operation.result().document }
      : await operation.wait(deadline, name);
    observe(name, result.hresult, performance.now() - started);
    if (isFailure(result.hresult)) throw new HcsError(name, result.hresult, result.document);
    return result.document;
  } finally {
    operation.close();
  }
}
