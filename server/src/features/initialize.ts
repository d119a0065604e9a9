import { type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver/node";
import type { ClientProfile } from "./client-profile.ts";
import { codeActionKinds } from "./code-actions/code-actions.ts";

/** What the server offers this client. */
export const initializeResult = (client: ClientProfile): InitializeResult => ({
  serverInfo: { name: "confidential-pods" },
  capabilities: {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: { codeActionKinds },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "confidential-pods",
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {}),
  },
});
