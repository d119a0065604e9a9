import type { Duplex } from "node:stream";
import { type Socket, type SocketResult, socketErrors, type Winsock } from "../native/winsock.ts";
import { type Limit, within } from "../wait.ts";
import { hvSocketAddress } from "./address.ts";
import { HvConnection, SocketError } from "./connection.ts";
import type { SocketPoller } from "./poller.ts";

const backlog = 16;

/** Listens for a VM's connections to one service. */
export class HvListener {
  readonly #winsock: Winsock;
  readonly #poller: SocketPoller;
  readonly #socket: Socket;
  readonly #stopWatching: () => void;
  readonly #arrived: Duplex[] = [];
  #deliver: ((connection: Duplex | SocketError) => void) | undefined;
  #failed: SocketError | undefined;
  #closed = false;

  private constructor(winsock: Winsock, poller: SocketPoller, socket: Socket) {
    this.#winsock = winsock;
    this.#poller = poller;
    this.#socket = socket;
    this.#stopWatching = poller.watch(socket, "read", () => this.#acceptOne());
  }

  /** `vmId` is the VM's RuntimeId; the VM has to exist. @throws {SocketError} */
  static open(winsock: Winsock, poller: SocketPoller, vmId: string, serviceId: string): HvListener {
    const value = <T>(call: string, result: SocketResult<T>): T => {
      if (result.ok) return result.value;
      throw new SocketError(call, result.error);
    };
    const socket = value("socket", winsock.socket());
    try {
      value("bind", winsock.bind(socket, hvSocketAddress(vmId, serviceId)));
      value("listen", winsock.listen(socket, backlog));
    } catch (error) {
      winsock.close(socket);
      throw error;
    }
    return new HvListener(winsock, poller, socket);
  }

  #acceptOne(): void {
    const accepted = this.#winsock.accept(this.#socket);
    if (!accepted.ok) {
      if (accepted.error === socketErrors.wouldBlock || accepted.error === socketErrors.reset) return;
      this.#stopWatching();
      this.#failed = new SocketError("accept", accepted.error);
      this.#deliver?.(this.#failed);
      return;
    }
    const connection = new HvConnection(this.#winsock, this.#poller, accepted.value);
    if (this.#deliver === undefined) this.#arrived.push(connection);
    else this.#deliver(connection);
  }

  /** The next connection. One caller at a time. @throws {SocketError | TimeoutError | CancelledError} */
  async accept(limit: Limit, what: string): Promise<Duplex> {
    const waiting = this.#arrived.shift();
    if (waiting !== undefined) return waiting;
    if (this.#failed !== undefined) throw this.#failed;
    const arrival = new Promise<Duplex>((resolve, reject) => {
      this.#deliver = (connection) => {
        this.#deliver = undefined;
        if (connection instanceof SocketError) reject(connection);
        else resolve(connection);
      };
    });
    try {
      return await within(arrival, limit, what);
    } finally {
      this.#deliver = undefined;
    }
  }

  /** Ends listening; connections that nobody took are closed too. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWatching();
    this.#deliver?.(new SocketError("accept", socketErrors.interrupted));
    for (const connection of this.#arrived.splice(0)) connection.destroy();
    await this.#poller.close(this.#socket);
  }
}
