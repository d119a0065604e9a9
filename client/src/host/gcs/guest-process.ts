import type { Duplex } from "node:stream";
import { integerMember } from "../json.ts";
import type { HvListener } from "../sockets/listener.ts";
import { Deadline, type Limit } from "../wait.ts";
import type { Bridge } from "./bridge.ts";
import { vsockService } from "./guid.ts";
import { type ConsoleSize, executeRequest, killRequest, resizeRequest, waitForProcessRequest } from "./requests.ts";
import { exitCodeOf, type GuestSystem } from "./response.ts";

type StreamName = "stdin" | "stdout" | "stderr";

/** What processes of one VM share: how to listen for streams, and the ports that are taken. */
export class StreamPorts {
  readonly #listen: (service: string) => HvListener;
  #next = 0x4000_0001;

  constructor(listen: (service: string) => HvListener) {
    this.#listen = listen;
  }

  open(): { readonly port: number; readonly listener: HvListener } {
    const port = this.#next++;
    return { port, listener: this.#listen(vsockService(port)) };
  }
}

/** The guest that a process is started in. */
export interface ProcessHost {
  readonly bridge: Bridge;
  readonly ports: StreamPorts;
  readonly system: GuestSystem;
}

/** Longer than any process runs: 24 days, the longest timer there is. */
const forEver: Limit = { timeoutMs: 0x7fff_ffff };

/** A process in the VM. */
export class GuestProcess {
  readonly id: number;
  readonly streams: Readonly<Partial<Record<StreamName, Duplex>>>;
  /** The exit code. Rejects when the bridge ends before the process does. */
  readonly exited: Promise<number>;
  readonly #bridge: Bridge;

  private constructor(bridge: Bridge, id: number, streams: Partial<Record<StreamName, Duplex>>) {
    this.#bridge = bridge;
    this.id = id;
    this.streams = streams;
    this.exited = bridge.ask(waitForProcessRequest(id), forEver).then(exitCodeOf);
    this.exited.catch(() => undefined);
  }

  /** Starts a process; with a console it has one output stream instead of two. @throws {GuestError} */
  static async start(
    { bridge, ports, system }: ProcessHost,
    args: readonly string[],
    console: ConsoleSize | undefined,
    limit: Limit,
  ): Promise<GuestProcess> {
    const deadline = new Deadline(limit);
    const names: readonly StreamName[] = console === undefined ? ["stdin", "stdout", "stderr"] : ["stdin", "stdout"];
    const listeners: { readonly name: StreamName; readonly port: number; readonly listener: HvListener }[] = [];
    const connected: Duplex[] = [];
    try {
      for (const name of names) listeners.push({ name, ...ports.open() });
      const streamPorts = Object.fromEntries(listeners.map(({ name, port }) => [name, port]));
      const request = executeRequest(system, { arguments: args, console, streams: streamPorts });
      const answer = await bridge.call(request, deadline);
      const streams: Partial<Record<StreamName, Duplex>> = {};
      for (const { name, listener } of listeners) {
        const stream = await listener.accept(deadline, `The process's connection for ${name}`);
        stream.on("error", () => stream.destroy());
        connected.push(stream);
        streams[name] = stream;
      }
      return new GuestProcess(bridge, integerMember(answer, "ProcessId") ?? 0, streams);
    } catch (error) {
      for (const stream of connected) stream.destroy();
      throw error;
    } finally {
      for (const { listener } of listeners) void listener.close();
    }
  }

  async kill(limit: Limit): Promise<void> {
    await this.#bridge.call(killRequest(this.id), limit);
  }

  async resize(size: ConsoleSize, limit: Limit): Promise<void> {
    await this.#bridge.call(resizeRequest(this.id, size), limit);
  }

  /** Closes the streams; the process goes on where it is still running. */
  close(): void {
    for (const stream of Object.values(this.streams)) stream?.destroy();
  }
}
