import { type ExtensionContext, type LogOutputChannel, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
  State,
  WorkDoneProgress,
} from "vscode-languageclient/browser";
import { settingSection } from "../infrastructure/setting-map.ts";
import { clientOptions } from "./client-options.ts";
import type { ServerClient } from "./language-session.ts";

/** As much of a browser's workers as is used here: the project is checked without a browser's types. */
interface WebWorker extends InstanceType<typeof MessagePort> {
  terminate(): void;
}
declare const Worker: new (script: string, options: { readonly name: string }) => WebWorker;

/** Makes the client of `dist/server-web.js`, which runs as a web worker. The worker is made with the client's start. */
export function createWorkerClient(
  { extensionUri }: ExtensionContext,
  log: LogOutputChannel,
  commands: readonly string[],
): ServerClient {
  let worker: WebWorker | undefined;
  const start = async (): Promise<MessageTransports> => {
    worker = await startWorker(Uri.joinPath(extensionUri, "dist", "server-web.js"));
    // The client would not know it for one: VS Code replaces the class.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient(settingSection, "Confidential Pods", start, clientOptions(log, commands));
  // A worker cannot end itself as a process does.
  client.onDidChangeState(({ newState }) => newState === State.Stopped && worker?.terminate());
  return { client, progress: WorkDoneProgress.type };
}

/** By the script's text: a worker of its own may not come from another origin, or from a remote machine. */
async function startWorker(script: Uri): Promise<WebWorker> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(script));
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(url, { name: "Confidential Pods" });
}
