import { Duplex } from "node:stream";
import { decodeHresult, hresultOfWin32, nameHresult } from "../hcs/hresult.ts";
import { type Socket, socketErrors, type Winsock } from "../native/winsock.ts";
import type { SocketPoller } from "./poller.ts";

/** A call on an hv-socket that failed; `error` is Winsock's number. */
export class SocketError extends Error {
  override readonly name = "SocketError";
  readonly code = "hv-socket";
  readonly error: number;

  constructor(call: string, error: number) {
    const hresult = hresultOfWin32(error);
    const { meaning = "", advice = "" } = decodeHresult(hresult) ?? {};
    super(`${call} on a Hyper-V socket failed: ${nameHresult(hresult)}. ${meaning} ${advice}`.trimEnd());
    this.error = error;
  }
}

const bufferSize = 0x10000;
/** Reads of one turn, so that a guest that floods one connection does not starve the others. */
const readsPerTurn = 16;
/** The pause before a send that the guest's full buffer did not take is tried again. */
const retryMs = 2;
const endings: readonly number[] = [socketErrors.aborted, socketErrors.reset];

/** A connected hv-socket as a stream. A connection that the VM's end tears ends like any other. */
export class HvConnection extends Duplex {
  readonly #winsock: Winsock;
  readonly #poller: SocketPoller;
  readonly #socket: Socket;
  readonly #buffer = Buffer.alloc(bufferSize);
  #stopReading: (() => void) | undefined;
  #hasEnded = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(winsock: Winsock, poller: SocketPoller, socket: Socket) {
    super({ allowHalfOpen: true });
    this.#winsock = winsock;
    this.#poller = poller;
    this.#socket = socket;
  }

  /** Tries before it waits: a new watch only counts from the poller's next slice. */
  override _read(): void {
    if (this.#stopReading === undefined) setImmediate(() => this.#receive());
  }

  #await(): void {
    this.#stopReading ??= this.#poller.watch(this.#socket, "read", () => this.#receive());
  }

  #pause(): void {
    this.#stopReading?.();
    this.#stopReading = undefined;
  }

  #receive(): void {
    if (this.destroyed || this.#hasEnded) return;
    for (let turn = 0; turn < readsPerTurn; turn++) {
      const result = this.#winsock.receive(this.#socket, this.#buffer);
      if (!result.ok && result.error === socketErrors.wouldBlock) {
        this.#await();
        return;
      }
      if (!result.ok && !endings.includes(result.error)) {
        this.destroy(new SocketError("recv", result.error));
        return;
      }
      if (!result.ok || result.value === 0) {
        this.#pause();
        this.#hasEnded = true;
        this.push(null);
        return;
      }
      const wantsMore = this.push(Buffer.from(this.#buffer.subarray(0, result.value)));
      // Who takes the bytes may have closed the connection over them.
      if (!wantsMore || this.destroyed) {
        this.#pause();
        return;
      }
    }
    this.#await();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const result = this.#winsock.send(this.#socket, chunk);
    const sent = result.ok ? result.value : 0;
    if (!result.ok && result.error !== socketErrors.wouldBlock) done(new SocketError("send", result.error));
    else if (sent === chunk.length) done();
    else this.#retry = setTimeout(() => this._write(chunk.subarray(sent), "binary", done), retryMs);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#winsock.endSending(this.#socket);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#pause();
    clearTimeout(this.#retry);
    void this.#poller.close(this.#socket).then(() => done(error));
  }
}
