import { type ChildProcess, fork } from "node:child_process";
import type { HostEvent, HostMessage, HostRequest } from "../../../../server/src/protocol.ts";
import type { Disposable } from "../../infrastructure/disposables.ts";
import { UserError } from "../../infrastructure/errors.ts";
import { Listeners } from "./listeners.ts";

type WithoutNumber<T> = T extends unknown ? Omit<T, "request"> : never;

/** A request without its number, which the client gives. */
export type HostQuestion = WithoutNumber<HostRequest>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Last characters of what the process wrote to its error output, for the message about its end. */
const keptErrors = 2000;

/** An HCS host process: it owns at most one VM, and outlives us by the time that it takes to end it in order. */
export class HostClient implements Disposable {
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #events = new Listeners<HostEvent>();
  readonly #waiting = new Map<number, Waiting>();
  #errors = "";
  #next = 1;

  readonly onEvent = this.#events.add;

  /** @param module the host's bundle */
  constructor(module: string) {
    // Electron's executable is Node only when it is told so.
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
    const child = fork(module, [], {
      env,
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // What ends our process group must not end a VM without its teardown. On Windows that would open a window.
      detached: process.platform !== "win32",
    });
    this.#child = child;
    this.exited = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        this.#end(`it ended with ${signal ?? code}`);
        resolve();
      });
      child.once("error", (error) => {
        this.#end(error.message);
        resolve();
      });
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-keptErrors);
    });
    child.on("message", (message: HostMessage) => this.#take(message));
  }

  /** Asks and waits for the answer. @throws UserError in the host's words, or when the process is gone */
  ask(question: HostQuestion): Promise<unknown> {
    const request = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(this.#gone("it is not running"));
        return;
      }
      this.#waiting.set(request, { resolve, reject });
      this.#child.send({ ...question, request }, (error) => {
        if (error !== null) this.#answer(request)?.reject(this.#gone(error.message));
      });
    });
  }

  /** Lets the process go: it ends its VM in order, then itself. */
  dispose(): void {
    if (this.#child.connected) this.#child.disconnect();
    this.#child.unref();
    // No answer comes through a closed channel.
    this.#end("it was let go");
  }

  #take(message: HostMessage): void {
    if (message.type !== "reply") {
      this.#events.tell(message);
      return;
    }
    const waiting = this.#answer(message.request);
    if (message.ok) waiting?.resolve(message.value);
    else waiting?.reject(new UserError(message.error.code, message.error.message));
  }

  #answer(request: number): Waiting | undefined {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    return waiting;
  }

  #end(reason: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(this.#gone(reason));
  }

  #gone(reason: string): UserError {
    const errors = this.#errors.trim();
    const told = errors === "" ? "" : ` It said: ${errors}`;
    return new UserError("host-gone", `The HCS host process is gone: ${reason}. Boot again.${told}`);
  }
}
