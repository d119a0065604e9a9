import type { HostEvent, TerminalSize } from "../../../../server/src/protocol.ts";
import type { HostClient } from "../host-process/host-client.ts";

/** What a process in the guest tells. */
export interface GuestProcessEvents {
  readonly output: (data: Buffer) => void;
  /** `error`: why its end is not known. */
  readonly exit: (code: number | null, error: string | null) => void;
}

/** A process in the guest. What comes after its end is passed over. */
export interface GuestProcess {
  readonly write: (data: string) => void;
  readonly resize: (terminal: TerminalSize) => void;
  readonly kill: () => void;
}

/** The processes that we started in one VM. */
export class GuestProcesses {
  readonly #host: HostClient;
  readonly #events = new Map<number, GuestProcessEvents>();
  #next = 1;

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** Starts a process; with `terminal` it gets a console. @throws UserError where the guest refuses */
  async start(
    args: readonly string[],
    terminal: TerminalSize | null,
    events: GuestProcessEvents,
  ): Promise<GuestProcess> {
    const process = this.#next++;
    const host = this.#host;
    this.#events.set(process, events);
    try {
      await host.ask({ type: "execute", process, arguments: args, terminal });
    } catch (error) {
      this.#events.delete(process);
      throw error;
    }
    // A process that has just ended refuses, which its exit has told or will tell.
    const send = (question: Parameters<HostClient["ask"]>[0]): void => {
      if (this.#events.has(process)) host.ask(question).catch(() => undefined);
    };
    return {
      write: (data) => send({ type: "input", process, data: Buffer.from(data, "utf8").toString("base64") }),
      resize: (size) => send({ type: "resize", process, terminal: size }),
      kill: () => send({ type: "kill", process }),
    };
  }

  take(event: HostEvent): void {
    if (event.type === "output") this.#events.get(event.process)?.output(Buffer.from(event.data, "base64"));
    if (event.type === "exit") this.#take(event.process)?.exit(event.code, event.error);
  }

  /** The VM is gone. */
  end(): void {
    for (const process of [...this.#events.keys()]) this.#take(process)?.exit(null, "The VM has ended.");
  }

  #take(process: number): GuestProcessEvents | undefined {
    const events = this.#events.get(process);
    this.#events.delete(process);
    return events;
  }
}
