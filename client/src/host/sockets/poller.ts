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

/** How long one wait takes at most: so long can a process's end, or a new watch, be held up. */
const sliceMs = 50;
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
  #slice: Promise<unknown> = Promise.resolve();

  constructor(winsock: Winsock) {
    this.#winsock = winsock;
  }

  /** Calls `ready` whenever the socket may be ready, until the returned function is called. */
  watch(socket: Socket, interest: Interest, ready: () => void): () => void {
    const watch = { socket, interest, ready };
    this.#watches.add(watch);
    if (!this.#isRunning) void this.#run();
    return () => void this.#watches.delete(watch);
  }

  /** Closes a socket that nobody watches any more, once no wait has it in its set. */
  async close(socket: Socket): Promise<void> {
    await this.#slice;
    this.#winsock.close(socket);
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
      const polled = this.#winsock.poll(set, watches.length, sliceMs);
      this.#slice = polled.catch(() => -1);
      const count = await this.#slice;
      if (count === -1) await sleep(fallbackMs);
      watches.forEach((watch, index) => {
        const isReady = count === -1 || set.readInt16LE(index * entrySize + 10) !== 0;
        if (isReady && this.#watches.has(watch)) watch.ready();
      });
    }
    this.#isRunning = false;
  }
}
