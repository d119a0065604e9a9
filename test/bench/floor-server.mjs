// The protocol's floor: a server on the same library that answers every pull at once, with nothing.
import { createConnection } from "vscode-languageserver/node";

const connection = createConnection();
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: 2 },
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(() => ({ kind: "full", items: [] }));
connection.listen();
