import type { ExtensionContext, LogOutputChannel } from "vscode";
import { WorkDoneProgress } from "vscode-languageclient/node";
import { clientOptions } from "./client-options.ts";
import type { ServerClient } from "./language-session.ts";
import { ServerProcessClient } from "./server-process-client.ts";

/**
 * Makes the client of `dist/server.js`. Nothing is started yet.
 * `commands`: those that the server may name in what it sends.
 */
export function createLanguageClient(
  extension: ExtensionContext,
  log: LogOutputChannel,
  commands: readonly string[],
): ServerClient {
  const module = extension.asAbsolutePath("dist/server.js");
  return {
    client: new ServerProcessClient(module, log, clientOptions(log, commands)),
    progress: WorkDoneProgress.type,
  };
}
