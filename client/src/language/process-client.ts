import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { ClientFactory } from "./language-session.ts";

/** Runs the server as a process. `commands`: those that the server may name in what it sends. */
export const processClient =
  (extension: ExtensionContext, log: LogOutputChannel, commands: readonly string[]): ClientFactory =>
  async () => {
    // A bundle of its own, loaded here and not at activation: the client library is larger than all of ours.
    const { createLanguageClient } = await import("./language-client.ts");
    return createLanguageClient(extension, log, commands);
  };
