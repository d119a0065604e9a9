import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { bundle } from "./server-bundle.ts";

/** How the client of a test behaves. */
export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** URIs of its workspace folders; without any it has no workspace. */
  readonly folders?: readonly string[];
  /** Answers `workspace/configuration`; may be replaced later. */
  readonly settings?: unknown;
}

/** What VS Code can do, as far as the server asks. */
export const pullingClient: ClientCapabilities = {
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: { diagnostic: {} },
};

let server: Promise<string> | undefined;

/** A real server process and a client that talks to it over stdio. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  settings: unknown;
  /** How often the server asked for diagnostics to be pulled again. */
  refreshes = 0;

  private constructor(child: ChildProcess, connection: ProtocolConnection, initialized: InitializeResult) {
    this.process = child;
    this.connection = connection;
    this.initialized = initialized;
  }

  static async start(options: ClientOptions = {}): Promise<TestClient> {
    server ??= bundle("server");
    const child = spawn(process.execPath, [await server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const state: { client?: TestClient } = {};
    connection.onRequest("workspace/configuration", (params: { items: readonly unknown[] }) =>
      params.items.map(() => state.client?.settings ?? options.settings ?? null),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      if (state.client !== undefined) state.client.refreshes++;
      return null;
    });
    connection.listen();
    const initialized: InitializeResult = await connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? pullingClient,
      initializationOptions: options.initializationOptions,
      workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri })) ?? null,
    });
    const client = new TestClient(child, connection, initialized);
    client.settings = options.settings;
    state.client = client;
    await connection.sendNotification("initialized", {});
    return client;
  }

  /** Shuts the server down as an editor does. @returns its exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    await exited;
    this.connection.dispose();
    return this.process.exitCode;
  }
}

/** Runs a test with a client of its own, and ends its server whatever happens. */
export const withClient =
  (options: ClientOptions, body: (client: TestClient) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const client = await TestClient.start(options);
    try {
      await Promise.race([body(client), once(client.process, "exit").then(serverEnded), tooLong()]);
    } finally {
      if (client.process.exitCode === null) await client.stop();
    }
  };

const serverEnded = (): never => {
  throw new Error("the server ended during the test");
};

/** A message that never comes would hold the whole run. */
const tooLong = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error("no end after 60 s")), 60_000).unref();
  });
