import type { Connection } from "vscode-languageserver/node";
import { connectAuthoring } from "./authoring/connect.ts";
import { connectBoot } from "./boot/connect.ts";
import { type ClientProfile, readClientProfile } from "./client-profile.ts";
import { connectDebugFolders } from "./debug-folders/connect.ts";
import { initializeResult } from "./initialize.ts";
import type { LanguageFeatures } from "./language-features.ts";
import { connectPayloads } from "./payloads/connect.ts";
import { connectPreview } from "./preview/connect.ts";
import { answered } from "./response-error.ts";
import { connectWorkspaceDiagnostics } from "./workspace-diagnostics/connect.ts";

/** What a server process brings along. */
export interface ServerHost {
  /** False where only what the editor has open can be read, as in a browser. */
  readonly hasFiles: boolean;
  /** Starts the features for a client that has introduced itself; called once, by the first message after `initialize`. */
  readonly start: (client: ClientProfile) => LanguageFeatures | Promise<LanguageFeatures>;
}

/** Hands every message of a connection to the features, and listens. */
export function serve(connection: Connection, { hasFiles, start }: ServerHost): void {
  let client = readClientProfile(undefined);
  let started: Promise<LanguageFeatures> | undefined;
  const features = (): Promise<LanguageFeatures> => {
    started ??= Promise.resolve(start(client));
    return started;
  };

  connection.onInitialize((params) => {
    client = readClientProfile(params);
    return initializeResult(client, hasFiles);
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
  connectDebugFolders(connection, features);
  connectPayloads(connection, features);
  connectPreview(connection, features);
  connectWorkspaceDiagnostics(connection, features);
  connection.listen();
}
