// One server with one document open, asked for diagnostics the way it gives them.
import { performance } from "node:perf_hooks";
import { LanguageClient } from "./language-client.mjs";

/** @typedef {{ name: string, command: string[], pull: boolean, settings?: object }} Server */

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Session {
  #client;
  #server;
  #uri = "file:///bench/pods.yaml";
  #version = 0;

  constructor(server, client) {
    this.#server = server;
    this.#client = client;
  }

  /** Starts a server; `initializeMs` is from its spawn to its answer. */
  static async start(server) {
    const client = new LanguageClient(server.command, server.settings);
    await client.request("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: { publishDiagnostics: {}, ...(server.pull ? { diagnostic: {} } : {}) },
      },
    });
    const session = new Session(server, client);
    session.initializeMs = performance.now() - client.started;
    client.notify("initialized", {});
    client.notify("workspace/didChangeConfiguration", { settings: server.settings ?? {} });
    return session;
  }

  /** Does something and waits for the diagnostics that follow it. @returns milliseconds and diagnostics */
  async timed(act) {
    const start = performance.now();
    const published = this.#server.pull ? undefined : this.#published();
    act();
    const items = await (published ?? this.#pulled());
    return { ms: performance.now() - start, items };
  }

  open(text) {
    this.#client.notify("textDocument/didOpen", {
      textDocument: { uri: this.#uri, languageId: "yaml", version: ++this.#version, text },
    });
  }

  edit(range, text) {
    this.#client.notify("textDocument/didChange", {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }

  get residentMiB() {
    return this.#client.residentMiB;
  }

  get processorMs() {
    return this.#client.processorMs;
  }

  stop() {
    return this.#client.stop();
  }

  async #pulled() {
    return (await this.#client.request("textDocument/diagnostic", { textDocument: { uri: this.#uri } })).items;
  }

  #published() {
    return new Promise((resolve) => {
      this.#client.onPublish = ({ diagnostics }) => resolve(diagnostics);
    });
  }
}
