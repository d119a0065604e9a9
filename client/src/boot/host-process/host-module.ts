import { forkHost } from "./fork-link.ts";
import { HostClient } from "./host-client.ts";

/** The host's only switch for tests: other libraries than Windows' own. */
const libraryTable = "CONFIDENTIAL_PODS_LIBRARIES";

/** Whether this machine has HCS, or something that stands in for it. */
export const canBoot = (): boolean => process.platform === "win32" || process.env[libraryTable] !== undefined;

/** How long a host that only answers questions is kept for the next one, milliseconds. */
const idleMs = 20_000;

/** Starts host processes, and keeps one for questions about the machine. */
export class HostProcesses {
  readonly #module: string;
  #idle: HostClient | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param module absolute path of the host's bundle */
  constructor(module: string) {
    this.#module = module;
  }

  /** A host for a run. */
  start(): HostClient {
    return new HostClient(forkHost(this.#module));
  }

  /** A host for a question; do not dispose of it. */
  forQuestions(): HostClient {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dispose(), idleMs);
    if (this.#idle === undefined) {
      const host = this.start();
      this.#idle = host;
      void host.closed.then(() => {
        if (this.#idle === host) this.#idle = undefined;
      });
    }
    return this.#idle;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#idle?.dispose();
    this.#idle = undefined;
  }
}
