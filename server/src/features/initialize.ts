import type { InitializeResult } from "vscode-languageserver/node";
import { authoringCapabilities } from "./authoring/capabilities.ts";
import type { ClientProfile } from "./client-profile.ts";
import { fixAllKind, quickFixKind } from "./code-actions/kinds.ts";

/** LSP `TextDocumentSyncKind.Incremental`. */
const incremental = 2;

/** What the server offers this client. `hasFiles`: false where it sees open documents only. */
export const initializeResult = (client: ClientProfile, hasFiles: boolean): InitializeResult => ({
  serverInfo: { name: "confidential-pods" },
  capabilities: {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...authoringCapabilities(client),
    codeActionProvider: { codeActionKinds: [quickFixKind, fixAllKind] },
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "confidential-pods",
            // A configuration or a RuntimeClass elsewhere changes a pod's findings, which is seldom: then the client is told.
            interFileDependencies: !client.refreshesDiagnostics,
            workspaceDiagnostics: hasFiles,
          },
        }
      : {}),
  },
});
