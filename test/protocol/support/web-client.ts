import { Worker } from "node:worker_threads";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Disposable,
  type InitializeResult,
  type Message,
  type ProtocolConnection,
} from "vscode-languageserver/node";
import { bundle } from "./server-bundle.ts";

/** Runs a script where only a web worker's globals are: no `process`, `Buffer`, `require` or `setImmediate`. */
const webWorker = `
const { readFileSync } = require("node:fs");
const { createContext, runInContext } = require("node:vm");
const { parentPort, workerData } = require("node:worker_threads");
const scope = { TextDecoder, TextEncoder, URL, atob, btoa, clearTimeout, console, performance, queueMicrotask, setTimeout };
scope.self = scope;
scope.addEventListener = () => undefined;
scope.postMessage = (message) => parentPort.postMessage(message);
parentPort.on("message", (data) => scope.onmessage?.({ data }));
createContext(scope);
runInContext(readFileSync(workerData, "utf8"), scope, { filename: workerData });
`;

class WorkerReader extends AbstractMessageReader {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    worker.on("error", (error) => this.fireError(error));
  }

  listen(callback: DataCallback): Disposable {
    this.#worker.on("message", (message: Message) => callback(message));
    return { dispose: () => undefined };
  }
}

class WorkerWriter extends AbstractMessageWriter {
  readonly #worker: Worker;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
  }

  write(message: Message): Promise<void> {
    this.#worker.postMessage(message);
    return Promise.resolve();
  }

  end(): void {
    this.#worker.unref();
  }
}

let server: Promise<string> | undefined;

/** The server as a browser runs it, and a connection to it. */
export interface WebClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
}

/** Runs a test with a web server of its own, and ends it whatever happens. */
export const withWebClient =
  (body: (client: WebClient) => Promise<void>): (() => Promise<void>) =>
  async () => {
    server ??= bundle("server-web");
    const worker = new Worker(webWorker, { eval: true, workerData: await server });
    const failed = new Promise<never>((_, reject) => worker.once("error", reject));
    const connection = createProtocolConnection(new WorkerReader(worker), new WorkerWriter(worker));
    connection.listen();
    const run = async (): Promise<void> => {
      const initialized: InitializeResult = await connection.sendRequest("initialize", {
        processId: null,
        rootUri: "vscode-vfs://github/some/where",
        capabilities: { textDocument: { diagnostic: {} } },
        workspaceFolders: [{ uri: "vscode-vfs://github/some/where", name: "where" }],
      });
      await connection.sendNotification("initialized", {});
      await body({ connection, initialized });
    };
    try {
      await Promise.race([run(), failed]);
    } finally {
      connection.dispose();
      await worker.terminate();
    }
  };
