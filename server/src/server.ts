/** The language server process: `--stdio`, `--node-ipc`, `--pipe` or `--socket`. */
import { setFlagsFromString } from "node:v8";
import { createConnection } from "vscode-languageserver/node";
import { connectAuthoring } from "./features/authoring/connect.ts";
import { connectBoot } from "./features/boot/connect.ts";
import { readClientProfile } from "./features/client-profile.ts";
import { initializeResult } from "./features/initialize.ts";
import type { LanguageFeatures } from "./features/language-features.ts";
import { connectPayloads } from "./features/payloads/connect.ts";
import { connectPreview } from "./features/preview/connect.ts";
import { answered } from "./features/response-error.ts";
import { connectWorkspaceDiagnostics } from "./features/workspace-diagnostics/connect.ts";

// A server is idle most of its life: its old generation must not grow to several times of what is alive.
setFlagsFromString("--optimize-for-size");

const connection = createConnection();
process.on("uncaughtException", (error) => connection.console.error(`uncaught: ${error.stack ?? error.message}`));
process.on("unhandledRejection", (reason) => connection.console.error(`unhandled rejection: ${String(reason)}`));

let client = readClientProfile(undefined);
let started: Promise<LanguageFeatures> | undefined;

/** The features, read by the first message after `initialize`, which so is answered before them. */
const features = (): Promise<LanguageFeatures> => {
  started ??= import("./engine.ts").then(({ nodeFiles, nodeFolders, startFeatures }) =>
    startFeatures(connection, client, nodeFolders, nodeFiles),
  );
  return started;
};

connection.onInitialize((params) => {
  client = readClientProfile(params);
  return initializeResult(client, true);
});
connection.onInitialized(async () => {
  if (client.changesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(async (event) => (await features()).foldersChanged(event));
  }
  (await features()).initialized();
});
connection.onDidChangeConfiguration(async (params) => (await features()).configured(params));
connection.onDidOpenTextDocument(async (params) => (await features()).opened(params));
connection.onDidChangeTextDocument(async (params) => (await features()).changed(params));
connection.onDidCloseTextDocument(async (params) => (await features()).closed(params));
connection.onDidChangeWatchedFiles(async (params) => (await features()).watched(params));
connection.languages.diagnostics.on(async (params, token) =>
  answered(async () => (await features()).diagnostics(params, token)),
);
connection.onCodeAction(async (params, token) => (await features()).codeActions(params, token));
connectAuthoring(connection, features);
connectBoot(connection, features);
connectPayloads(connection, features);
connectPreview(connection, features);
connectWorkspaceDiagnostics(connection, features);
connection.listen();
