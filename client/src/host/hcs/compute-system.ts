import type { ComputeCore, SystemEvent } from "../native/computecore.ts";
import type { Pointer } from "../native/koffi.ts";
import { type Limit, sleep, within } from "../wait.ts";
import { HcsError } from "./hcs-error.ts";
import { hresults, isFailure, isHresult } from "./hresult.ts";
import { type CallObserver, runOperation } from "./operations.ts";
import { type ExitStatus, readExitStatus } from "./result-document.ts";

/** Event types of `HCS_EVENT` that matter here. */
export const systemEvents = { exited: 1, crashInitiated: 2, crashReport: 3, serviceDisconnect: 0x02000000 } as const;

/** The query that hcsshim sends for a system's own properties. */
const ownProperties = "{}";

/** What HCS says of a VM that is there no more. */
const gone = [hresults.systemNotFound, hresults.alreadyStopped] as const;

/** How often the exit is asked for, in case its event never comes. */
const exitPollMs = 500;
const exitPollLimit: Limit = { timeoutMs: 5000 };

/** What a compute system tells while it lives. */
export interface SystemObserver {
  readonly call: CallObserver;
  readonly event: (event: SystemEvent) => void;
  readonly report: (error: unknown) => void;
}

/** A VM of ours, from its creation until its handle is closed. HCS ends it when the last handle closes. */
export class ComputeSystem {
  readonly id: string;
  /** Settles once, when the VM has ended or the service has gone. */
  readonly exited: Promise<ExitStatus>;
  readonly #core: ComputeCore;
  readonly #observer: SystemObserver;
  readonly #system: Pointer;
  /** Calls that have the handle now: it must not be closed under them. */
  readonly #inNative = new Set<Promise<unknown>>();
  #stopListening: (() => void) | undefined;
  #exit: ExitStatus | undefined;
  #tellExit: (status: ExitStatus) => void = () => undefined;
  #closing: Promise<void> | undefined;

  private constructor(core: ComputeCore, observer: SystemObserver, id: string, system: Pointer) {
    this.id = id;
    this.#core = core;
    this.#observer = observer;
    this.#system = system;
    this.exited = new Promise((resolve) => {
      this.#tellExit = resolve;
    });
  }

  /** Creates the system. One that comes into being after we gave it up is closed. */
  static async create(
    core: ComputeCore,
    observer: SystemObserver,
    id: string,
    document: string,
    limit: Limit,
  ): Promise<ComputeSystem> {
    let system: Pointer | null = null;
    let isAbandoned = false;
    const closeAbandoned = async (): Promise<void> => {
      if (isAbandoned && system !== null) await core.closeComputeSystem(system);
    };
    try {
      await runOperation(
        core,
        "HcsCreateComputeSystem",
        async (operation) => {
          const created = await core.createComputeSystem(operation, id, document);
          system = created.system;
          await closeAbandoned();
          return created.hresult;
        },
        limit,
        observer.call,
      );
    } catch (error) {
      isAbandoned = true;
      void closeAbandoned();
      throw error;
    }
    if (system === null) throw new HcsError("HcsCreateComputeSystem", hresults.systemNotFound);
    return new ComputeSystem(core, observer, id, system);
  }

  get exit(): ExitStatus | undefined {
    return this.#exit;
  }

  #withHandle<T>(call: Promise<T>): Promise<T> {
    const settled: Promise<void> = call.then(
      () => undefined,
      () => undefined,
    );
    this.#inNative.add(settled);
    void settled.then(() => this.#inNative.delete(settled));
    return call;
  }

  #end(status: ExitStatus): void {
    this.#exit ??= status;
    this.#tellExit(this.#exit);
  }

  /** Starts to hear the system's events. @throws {HcsError | TimeoutError} */
  async listen(limit: Limit): Promise<void> {
    const listening = this.#core.listen(this.#system, {
      event: (event) => {
        this.#observer.event(event);
        if (event.type === systemEvents.exited) this.#end(readExitStatus(event.data));
        if (event.type === systemEvents.serviceDisconnect) {
          this.#end({ status: hresults.serviceDisconnect, exitType: "ServiceDisconnect", document: event.data });
        }
      },
      report: this.#observer.report,
    });
    this.#stopListening = listening.stop;
    const started = performance.now();
    const hresult = await within(this.#withHandle(listening.hresult), limit, "HcsSetComputeSystemCallback");
    this.#observer.call("HcsSetComputeSystemCallback", hresult, performance.now() - started);
    if (isFailure(hresult)) throw new HcsError("HcsSetComputeSystemCallback", hresult);
  }

  async #run(call: string, submit: (operation: Pointer) => Promise<number>, limit: Limit): Promise<string | undefined> {
    const tracked = (operation: Pointer): Promise<number> => this.#withHandle(submit(operation));
    return runOperation(this.#core, call, tracked, limit, this.#observer.call);
  }

  /** The properties' document, `RuntimeId` among them. */
  async properties(limit: Limit, query = ownProperties): Promise<string> {
    const submit = (operation: Pointer): Promise<number> =>
      this.#core.getComputeSystemProperties(operation, this.#system, query);
    return (await this.#run("HcsGetComputeSystemProperties", submit, limit)) ?? "{}";
  }

  async start(limit: Limit): Promise<void> {
    await this.#run(
      "HcsStartComputeSystem",
      (operation) => this.#core.startComputeSystem(operation, this.#system),
      limit,
    );
  }

  /** Asks HCS to end the VM; one that has ended already is fine. Its exit comes later, see {@link waitForExit}. */
  async terminate(limit: Limit): Promise<void> {
    const submit = (operation: Pointer): Promise<number> => this.#core.terminateComputeSystem(operation, this.#system);
    try {
      await this.#run("HcsTerminateComputeSystem", submit, limit);
    } catch (error) {
      if (!(error instanceof HcsError) || !isHresult(error.hresult, ...gone, hresults.pendingV1)) throw error;
    }
  }

  /** Waits for the exit event, and asks now and then in case it was lost. @throws {TimeoutError} */
  async waitForExit(limit: Limit): Promise<ExitStatus> {
    let isWaiting = true;
    const ask = async (): Promise<void> => {
      while (isWaiting && this.#exit === undefined) {
        await sleep(exitPollMs);
        if (isWaiting && this.#exit === undefined) await this.#askForExit();
      }
    };
    void ask().catch(this.#observer.report);
    try {
      return await within(this.exited, limit, "The VM's exit");
    } finally {
      isWaiting = false;
    }
  }

  async #askForExit(): Promise<void> {
    const { waitForExit } = this.#core;
    if (waitForExit !== undefined) {
      // However long that takes: another call meanwhile would only hang beside it.
      const { hresult, document } = await this.#withHandle(waitForExit(this.#system, 0));
      if (!isFailure(hresult) || isHresult(hresult, ...gone)) this.#end(readExitStatus(document));
      return;
    }
    try {
      await this.properties(exitPollLimit);
    } catch (error) {
      if (error instanceof HcsError && isHresult(error.hresult, ...gone)) this.#end(readExitStatus(undefined));
    }
  }

  async #close(): Promise<void> {
    await Promise.all(this.#inNative);
    await this.#core.closeComputeSystem(this.#system);
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  /**
   * Closes the handle, on another thread: the close waits for events that this thread has yet to take. While a call that we
   * gave up still has the handle it stays open, and ends with this process.
   */
  close(limit: Limit): Promise<void> {
    this.#closing ??= this.#close();
    return within(this.#closing, limit, "HcsCloseComputeSystem");
  }
}
