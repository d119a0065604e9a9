import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver/node";
import type { ServerContext } from "../server-context.ts";
import { emptyReport, PullDiagnostics } from "./pull.ts";
import { PushDiagnostics } from "./push.ts";

/** What the rest of the server tells and asks the diagnostics. */
export interface Diagnostics {
  /** The document was opened or edited. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** Settings changed: what was said of any document may no longer hold. */
  refresh(): void;
  /** Answers `textDocument/diagnostic`. */
  answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
}

/** Answers clients that ask; sends to those that do not. */
export const startDiagnostics = (context: ServerContext): Diagnostics =>
  context.client.pullsDiagnostics ? pulled(context) : pushed(context);

function pulled(context: ServerContext): Diagnostics {
  const { boundary, client, connection } = context;
  const pull = new PullDiagnostics(context);
  return {
    changed: () => undefined,
    closed: (uri) => pull.forget(uri),
    refresh: () => {
      if (!client.refreshesDiagnostics) return;
      boundary.detach("asking the client to refresh diagnostics", connection.languages.diagnostics.refresh());
    },
    answer: (params, token) =>
      boundary.runAsync("diagnosing a document", emptyReport, () => pull.answer(params, token)),
  };
}

function pushed(context: ServerContext): Diagnostics {
  const push = new PushDiagnostics(context);
  return {
    changed: (uri) => push.schedule(uri),
    closed: (uri) => push.clear(uri),
    refresh: () => {
      for (const { uri } of context.documents.all()) push.schedule(uri);
    },
    answer: () => Promise.resolve(emptyReport),
  };
}
