import { forkHost } from "./fork-link.ts";
import { HostClient } from "./host-client.ts";
import { newAddress } from "./new-address.ts";
import type { PipeAddress } from "./pipe-link.ts";

/** The host's only switch for tests: other libraries than Windows' own. */
const libraryTable = "CONFIDENTIAL_PODS_LIBRARIES";

/** Whether this machine has HCS, or something that stands in for it. */
export const canBoot = (): boolean => process.platform === "win32" || process.env[libraryTable] !== undefined;

/** How long a host that only answers questions is kept for the next one, milliseconds. */
const idleMs = 20_000;

/** How long a VM waits for its window to come back, milliseconds. */
const windowGraceMs = 60_000;

/** A host, and where it is found once its window is gone. */
export interface LastingHost {
  readonly client: HostClient;
  readonly address: PipeAddress;
}

/** Starts host processes, and keeps one for questions about the machine. */
export class HostProcesses {
  readonly #module: string;
  #idle: HostClient | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param module absolute path of the host's bundle */
  constructor(module: string) {
    this.#module = module;
  }

  /** A host that ends with its window. */
  start(): HostClient {
    return new HostClient(forkHost(this.#module));
  }

  /**
   * A host for a VM that a reloaded window finds again.
   * @param folder of this user's, for the file with its secret
   * @param graceMs how long it waits for that window
   * @param editor the process that outlives a window which is reloaded, and ends when VS Code is closed
   */
  async startLasting(folder: string, graceMs = windowGraceMs, editor = process.ppid): Promise<LastingHost> {
    const { forgetFile, ...lasting } = await newAddress(folder);
    const client = new HostClient(forkHost(this.#module, { ...lasting, graceMs, editor }));
    void client.closed.then(forgetFile).catch(() => undefined);
    return { client, address: lasting.address };
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
