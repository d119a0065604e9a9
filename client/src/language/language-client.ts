import type { ExtensionContext, LogOutputChannel } from "vscode";
import { WorkDoneProgress } from "vscode-languageclient/node";
import { settingSection } from "../infrastructure/setting-map.ts";
import { clientOptions } from "./client-options.ts";
import type { ServerClient } from "./language-session.ts";
import { ProcessLanguageClient } from "./process-language-client.ts";

/**
 * Makes the client of `dist/server.js`, which runs as a process of its own. Nothing is started yet.
 * `commands`: those that the server may name in what it sends.
 */
export function createLanguageClient(
  extension: ExtensionContext,
  log: LogOutputChannel,
  commands: readonly string[],
): ServerClient {
  const module = extension.asAbsolutePath("dist/server.js");
  return {
    client: new ProcessLanguageClient(settingSection, "Confidential Pods", module, clientOptions(log, commands)),
    progress: WorkDoneProgress.type,
  };
}
