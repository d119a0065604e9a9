import type { Duplex } from "node:stream";
import { CancelledError, type Limit, within } from "../wait.ts";
import { encodeFrame, type Frame, FrameReader } from "./frame.ts";
import { categories, categoryOf, nameOfType, type Procedure, procedures } from "./message-types.ts";
import type { GuestRequest } from "./requests.ts";
import { type GuestResponse, readResponse, successOf } from "./response.ts";

/** Told what passes over the bridge, for the record. */
export interface BridgeObserver {
  readonly sent: (procedure: Procedure, id: bigint, size: number) => void;
  readonly received: (name: string, id: bigint, size: number, result: number | undefined) => void;
  /** What hcsshim would end the bridge for, and this one passes over. */
  readonly unexpected: (what: string) => void;
}

/** The connection to the guest has ended. */
export class BridgeClosedError extends Error {
  override readonly name = "BridgeClosedError";
  readonly code = "guest-disconnected";

  constructor(options?: ErrorOptions) {
    super("The guest closed its connection: it has stopped or crashed. Read the console log.", options);
  }
}

interface Pending {
  readonly resolve: (response: GuestResponse) => void;
  readonly reject: (error: Error) => void;
}

/** Requests to the guest's compute service and their answers, over one connection. */
export class Bridge {
  /** Settles when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #stream: Duplex;
  readonly #observer: BridgeObserver;
  readonly #reader = new FrameReader();
  readonly #pending = new Map<bigint, Pending>();
  #nextId = 0n;
  #end: Error | undefined;

  constructor(stream: Duplex, observer: BridgeObserver) {
    this.#stream = stream;
    this.#observer = observer;
    this.closed = new Promise((resolve) => stream.once("close", () => resolve()));
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.on("end", () => this.#stop(new BridgeClosedError()));
    stream.on("error", (error) => this.#stop(new BridgeClosedError({ cause: error })));
    stream.on("close", () => this.#stop(new BridgeClosedError()));
  }

  #take(chunk: Buffer): void {
    if (this.#end !== undefined) return;
    try {
      for (const frame of this.#reader.push(chunk)) this.#dispatch(frame);
    } catch (error) {
      this.#stop(error instanceof Error ? error : new BridgeClosedError());
    }
  }

  #dispatch({ type, id, payload }: Frame): void {
    const response = readResponse(payload);
    this.#observer.received(nameOfType(type), id, payload.length, response?.result);
    if (categoryOf(type) !== categories.response) {
      this.#observer.unexpected(`${nameOfType(type)} of category ${categoryOf(type)}`);
      return;
    }
    const pending = this.#pending.get(id);
    if (pending === undefined) {
      this.#observer.unexpected(`an answer to request ${id}, which nobody waits for`);
      return;
    }
    this.#pending.delete(id);
    if (response === undefined) pending.reject(new BridgeClosedError({ cause: "an answer that is not a JSON object" }));
    else pending.resolve(response);
  }

  #stop(reason: Error): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
    this.#stream.destroy();
  }

  /** Sends a request and waits for its answer, whatever it says. @throws {BridgeClosedError | FrameError | TimeoutError} */
  async ask({ procedure, json }: GuestRequest, limit: Limit): Promise<GuestResponse> {
    if (this.#end !== undefined) throw this.#end;
    if (limit.signal?.aborted) throw new CancelledError(`${procedure} was cancelled.`);
    const id = this.#nextId++;
    const frame = encodeFrame(procedures[procedure], id, json);
    const answer = new Promise<GuestResponse>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#observer.sent(procedure, id, frame.length);
    this.#stream.write(frame);
    return within(answer, limit, `The guest's answer to ${procedure}`);
  }

  /** As {@link ask}, but an answer that tells of a failure is thrown. @throws {GuestError} */
  async call(request: GuestRequest, limit: Limit): Promise<unknown> {
    return successOf(request.procedure, await this.ask(request, limit));
  }

  /** Closes the connection; the protocol has no goodbye. */
  close(): void {
    this.#stop(new BridgeClosedError());
  }
}
