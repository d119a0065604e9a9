import { type ChildProcess, fork } from "node:child_process";
import type { DiskAnswer, DiskCalls, DiskMessage, DiskMethod } from "../../../../server/src/protocol.ts";
import type { Disposable } from "../../infrastructure/disposables.ts";
import { UserError } from "../../infrastructure/errors.ts";

/** What a caller may add to a call. */
export interface CallOptions {
  /** Ends the call; its promise is then rejected at once. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far the work is, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: CallOptions["onProgress"];
}

/** The process that reads disk images: started by the first call, and again by the next one where it ended. */
export class DiskClient implements Disposable {
  readonly #module: string;
  readonly #log: (line: string) => void;
  readonly #pending = new Map<number, Pending>();
  #process: ChildProcess | undefined;
  #lastCall = 0;

  /** `module`: the process' bundle; `log` is given what it writes to its error output. */
  constructor(module: string, log: (line: string) => void) {
    this.#module = module;
    this.#log = log;
  }

  /**
   * @throws UserError where the process cannot give an answer, with its sentence; an `AbortError` where it is cancelled;
   * another error where the process has a defect, with the stack from there
   */
  call<Method extends DiskMethod>(
    method: Method,
    params: DiskCalls[Method]["params"],
    { signal, onProgress }: CallOptions = {},
  ): Promise<DiskCalls[Method]["result"]> {
    signal?.throwIfAborted();
    const call = ++this.#lastCall;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(call, { resolve, reject, onProgress });
      signal?.addEventListener("abort", () => this.#cancel(call), { once: true });
      this.#send({ type: "call", call, method, params });
    });
    // The process answers by the same table of calls as this one asks.
    return answer as Promise<DiskCalls[Method]["result"]>;
  }

  dispose(): void {
    this.#process?.disconnect();
    this.#process = undefined;
  }

  #send(message: DiskMessage): void {
    this.#process ??= this.#start();
    this.#process.send(message);
  }

  #start(): ChildProcess {
    const started = fork(this.#module, [], {
      serialization: "advanced",
      // VS Code's own flags, such as its debugger's port, are not for this process.
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      silent: true,
    });
    started.stderr?.on("data", (data) => this.#log(String(data).trimEnd()));
    started.on("message", (message) => this.#answered(message));
    started.on("error", (error) => this.#ended(started, error));
    started.on("exit", (code, signal) => this.#ended(started, new Error(`it ended with ${signal ?? `code ${code}`}`)));
    return started;
  }

  #answered(message: unknown): void {
    // Only our own bundle is at the other end of this pipe.
    const answer = message as DiskAnswer;
    const pending = this.#pending.get(answer.call);
    if (pending === undefined) return;
    if (answer.type === "progress") {
      pending.onProgress?.(answer.fraction);
      return;
    }
    this.#pending.delete(answer.call);
    if (answer.type === "result") pending.resolve(answer.value);
    else if (answer.stack === undefined) pending.reject(new UserError(answer.code, answer.message));
    else pending.reject(Object.assign(new Error(answer.message), { stack: answer.stack }));
  }

  /** The caller goes on at once; the process stops at the next place where it listens. */
  #cancel(call: number): void {
    const pending = this.#pending.get(call);
    if (pending === undefined) return;
    this.#pending.delete(call);
    pending.reject(new DOMException("Canceled", "AbortError"));
    this.#send({ type: "cancel", call });
  }

  #ended(ended: ChildProcess, cause: Error): void {
    if (this.#process === ended) this.#process = undefined;
    const message = `The process that reads disk images ended while it was asked: ${cause.message}. Try again.`;
    for (const { reject } of this.#pending.values()) reject(new UserError("disk-reader-ended", message, { cause }));
    this.#pending.clear();
  }
}
