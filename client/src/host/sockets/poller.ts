import type { Socket, Winsock } from "../native/winsock.ts";
import { sleep } from "../wait.ts";

type Interest = "read" | "write";

interface Watch {
  readonly socket: Socket;
  readonly interest: Interest;
  readonly ready: () => void;
}

/** Of `WSAPOLLFD`: the socket at 0, what is asked at 8, what is so at 10. */
const entrySize = 16;
const asked: Readonly<Record<Interest, number>> = { read: 0x0100, write: 0x0010 };

/** How long one wait takes at most, while something happens and otherwise: so long can a new watch be held up. */
const slices = { busy: 5, idle: 50 } as const;
const busyMs = 1000;
/** The pause between tries where the socket library cannot poll. */
const fallbackMs = 5;

/**
 * Waits for many sockets with one thread, in slices. Readiness is a hint only: sockets never block, so trying too often
 * does no harm.
 */
export class SocketPoller {
  readonly #winsock: Winsock;
  readonly #watches = new Set<Watch>();
  #isRunning = false;
  #lastChange = 0;
  #slice: Promise<unknown> = Promise.resolve();

  constructor(winsock: Winsock) {
    this.#winsock = winsock;
  }

  /** Calls `ready` whenever the socket may be ready, until the returned function is called. */
  watch(socket: Socket, interest: Interest, ready: () => void): () => void {
    const watch = { socket, interest, ready };
    this.#watches.add(watch);
    this.#lastChange = performance.now();
    if (!this.#isRunning) void this.#run();
    return () => void this.#watches.delete(watch);
  }

  /** Closes a socket that nobody watches any more, once no wait has it in its set. */
  async close(socket: Socket): Promise<void> {
    await this.#slice;
    this.#winsock.close(socket);
  }

  #sliceMs(): number {
    return performance.now() - this.#lastChange < busyMs ? slices.busy : slices.idle;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#watches.size > 0) {
      const watches = [...this.#watches];
      const set = Buffer.alloc(watches.length * entrySize);
      watches.forEach(({ socket, interest }, index) => {
        set.writeBigUInt64LE(socket, index * entrySize);
        set.writeInt16LE(asked[interest], index * entrySize + 8);
      });
      const polled = this.#winsock.poll(set, watches.length, this.#sliceMs());
      this.#slice = polled.catch(() => -1);
      const count = await this.#slice;
      if (count === -1) await sleep(fallbackMs);
      watches.forEach((watch, index) => {
        const isReady = count === -1 || set.readInt16LE(index * entrySize + 10) !== 0;
        if (isReady && this.#watches.has(watch)) watch.ready();
      });
      if (count !== 0) {
        this.#lastChange = performance.now();
        // Whoever was told may watch another socket now, which the next wait should know.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    this.#isRunning = false;
  }
}
