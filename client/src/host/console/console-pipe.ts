import {
  dialPipe,
  listenOnPipe,
  type PipeConnection,
  PipeNameError,
  type PipeServer,
} from "../../infrastructure/local-pipe.ts";
import { sleep } from "../wait.ts";

/** Told what the console says, and what became of its connection. */
export interface ConsoleObserver {
  readonly data: (chunk: Buffer) => void;
  readonly note: (text: string) => void;
}

const redialMs = 100;

/**
 * The other end of the VM's COM1. We listen before the VM starts, so that no early line is lost; where somebody else
 * listens on that name we dial instead. Hyper-V never connects again after its connection has ended.
 */
export class ConsolePipe {
  readonly #path: string;
  readonly #observer: ConsoleObserver;
  readonly #ended = new AbortController();
  /** Whoever dials first may not be the VM: others can know the pipe's name. */
  readonly #connections = new Set<PipeConnection>();
  #server: PipeServer | undefined;

  private constructor(path: string, observer: ConsoleObserver) {
    this.#path = path;
    this.#observer = observer;
  }

  /** Opens the pipe; a console that does not work never stops a boot. `path`: a named pipe, or a Unix socket's path. */
  static async open(path: string, observer: ConsoleObserver): Promise<ConsolePipe> {
    const pipe = new ConsolePipe(path, observer);
    try {
      await pipe.#listen();
    } catch (error) {
      if (error instanceof PipeNameError) {
        observer.note(`There is no console. ${error.message}`);
        return pipe;
      }
      observer.note(`Somebody else listens on ${path}: the console is read from there.`);
      void pipe.#dial();
    }
    return pipe;
  }

  async #listen(): Promise<void> {
    this.#server = await listenOnPipe(this.#path, (connection) => this.#adopt(connection));
    this.#server.on("error", (error) => this.#observer.note(`The console's pipe failed: ${error.message}`));
  }

  async #dial(): Promise<void> {
    while (!this.#ended.signal.aborted && this.#connections.size === 0) {
      const connection = dialPipe(this.#path);
      const isConnected = await new Promise<boolean>((resolve) => {
        connection.once("connect", () => resolve(true));
        connection.once("error", () => resolve(false));
      });
      if (isConnected && !this.#ended.signal.aborted) this.#adopt(connection);
      else {
        connection.destroy();
        await sleep(redialMs, this.#ended.signal).catch(() => undefined);
      }
    }
  }

  #adopt(connection: PipeConnection): void {
    this.#connections.add(connection);
    connection.on("data", (chunk: Buffer) => this.#observer.data(chunk));
    connection.on("error", () => connection.destroy());
    connection.on("close", () => this.#connections.delete(connection));
  }

  /** Types into the console. False when nobody is connected. */
  write(data: Uint8Array): boolean {
    for (const connection of this.#connections) connection.write(data);
    return this.#connections.size > 0;
  }

  async close(): Promise<void> {
    this.#ended.abort();
    for (const connection of this.#connections) connection.destroy();
    const server = this.#server;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}
