import type { CallResult, ComputeCore } from "../native/computecore.ts";
import type { Pointer } from "../native/koffi.ts";
import { Deadline, type Limit, within } from "../wait.ts";
import { HcsError } from "./hcs-error.ts";
import { hresults, isFailure, isHresult } from "./hresult.ts";

/** Told of every call that ended, for the record. */
export type CallObserver = (call: string, hresult: number, milliseconds: number) => void;

/** A wait must be short: a process cannot end while one of its waits is in native code. */
const sliceMs = 200;

/** How long a failure waits for the service's own words about it, milliseconds. */
const documentMs = 5000;

/** An operation of HCS. A native call that we gave up still uses it, so it is closed only when that call came back. */
class Operation {
  readonly #core: ComputeCore;
  readonly #handle: Pointer;
  #inNative: Promise<unknown> = Promise.resolve();

  private constructor(core: ComputeCore, handle: Pointer) {
    this.#core = core;
    this.#handle = handle;
  }

  /** One that comes into being after it was given up is closed. */
  static async open(core: ComputeCore, deadline: Deadline): Promise<Operation> {
    const created = core.createOperation();
    try {
      const handle = await within(created, deadline, "HcsCreateOperation");
      if (handle === null) throw new HcsError("HcsCreateOperation", hresults.outOfMemory);
      return new Operation(core, handle);
    } catch (error) {
      const closeLate = async (late: Pointer | null): Promise<void> => {
        if (late !== null) await core.closeOperation(late);
      };
      void created.then(closeLate).catch(() => undefined);
      throw error;
    }
  }

  call<T>(call: (operation: Pointer) => Promise<T>, limit: Limit, name: string): Promise<T> {
    const result = call(this.#handle);
    this.#inNative = result;
    return within(result, limit, name);
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

  /** The document of a call that failed; undefined where it does not come soon: the failure itself is known already. */
  async document({ timeoutMs, signal }: Deadline): Promise<string | undefined> {
    const limit = { timeoutMs: Math.min(documentMs, timeoutMs), signal };
    const asked = this.call((operation) => this.#core.getOperationResult(operation), limit, "HcsGetOperationResult");
    return asked.then(
      ({ document }) => document,
      () => undefined,
    );
  }

  close(): void {
    const closing = this.#inNative.catch(() => undefined).then(() => this.#core.closeOperation(this.#handle));
    closing.catch(() => undefined);
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
  const operation = await Operation.open(core, deadline);
  try {
    const submitted = await operation.call(submit, deadline, name);
    const result = isFailure(submitted)
      ? { hresult: submitted, document: await operation.document(deadline) }
      : await operation.wait(deadline, name);
    observe(name, result.hresult, performance.now() - started);
    if (isFailure(result.hresult)) throw new HcsError(name, result.hresult, result.document);
    return result.document;
  } finally {
    operation.close();
  }
}
