import type { HostEvent, HostMessage, HostRequest } from "../../../../server/src/protocol.ts";
import type { Disposable } from "../../infrastructure/disposables.ts";
import { UserError } from "../../infrastructure/errors.ts";
import type { HostLink } from "./host-link.ts";
import { Listeners } from "./listeners.ts";

type WithoutNumber<T> = T extends unknown ? Omit<T, "request"> : never;

/** A request without its number, which the client gives. */
export type HostQuestion = WithoutNumber<HostRequest>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const isMessage = (value: unknown): value is HostMessage =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** Asks an HCS host process, which owns at most one VM. */
export class HostClient implements Disposable {
  /** The host, or the way to it, is gone. */
  readonly closed: Promise<void>;
  readonly #link: HostLink;
  readonly #events = new Listeners<HostEvent>();
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  readonly onEvent = this.#events.add;

  constructor(link: HostLink) {
    this.#link = link;
    this.closed = link.closed.then((reason) => this.#end(reason));
    link.receive((message) => {
      if (isMessage(message)) this.#take(message);
    });
  }

  /** Whether the host's VM lives on for a while when the window is gone. */
  get outlivesWindow(): boolean {
    return this.#link.outlivesWindow;
  }

  /** Asks and waits for the answer. @throws UserError in the host's words, or when the process is gone */
  ask(question: HostQuestion): Promise<unknown> {
    const request = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#link.isOpen) {
        reject(this.#gone("it is not running"));
        return;
      }
      this.#waiting.set(request, { resolve, reject });
      this.#link.send({ ...question, request });
    });
  }

  /** Lets the process go: it ends its VM in order, then itself. */
  dispose(): void {
    this.#link.close();
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
    return new UserError("host-gone", `The HCS host process is gone: ${reason}. Boot again.`);
  }
}
