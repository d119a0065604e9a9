// A host process as the extension has it, made for timing.
import { fork } from "node:child_process";
import { performance } from "node:perf_hooks";

export class BenchHost {
  #child;
  #next = 1;
  #replies = new Map();
  #phases = new Map();
  /** When each phase began, on this process's clock, milliseconds. */
  phases = new Map();

  /**
   * @param {string} bundle the host's
   * @param {object} libraries of the double
   * @param {NodeJS.ProcessEnv} [knobs] of the double
   */
  constructor(bundle, libraries, knobs = {}) {
    this.started = performance.now();
    const env = {
      ...process.env,
      HCSD_DELAY_MS: "0",
      HCSD_EXIT_DELAY_MS: "0",
      ...knobs,
      CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(libraries),
    };
    this.#child = fork(bundle, [], { env, execArgv: [], stdio: "inherit" });
    this.exited = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.on("message", (message) => this.#take(message));
  }

  /** Asks and waits for the answer. */
  ask(question) {
    const request = this.#next++;
    return new Promise((resolve, reject) => {
      this.#replies.set(request, ({ ok, value, error }) => (ok ? resolve(value) : reject(new Error(error.message))));
      this.#child.send({ ...question, request });
    });
  }

  /** Resolves when a phase begins. */
  phase(phase) {
    return new Promise((resolve) => this.#phases.set(phase, resolve));
  }

  async stop() {
    this.#child.disconnect();
    await this.exited;
  }

  #take(message) {
    if (message.type === "reply") {
      this.#replies.get(message.request)?.(message);
      this.#replies.delete(message.request);
    }
    if (message.type !== "phase") return;
    this.phases.set(message.phase, performance.now());
    this.#phases.get(message.phase)?.();
  }
}
