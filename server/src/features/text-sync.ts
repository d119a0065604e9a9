import type { Diagnostics } from "./diagnostics/diagnostics.ts";
import type { ServerContext } from "./server-context.ts";

/** Keeps the open documents in step with the editor. */
export function registerTextSync(context: ServerContext, diagnostics: Diagnostics): void {
  const { boundary, connection, documents, settings } = context;
  connection.onDidOpenTextDocument(({ textDocument }) =>
    boundary.run("opening a document", undefined, () => {
      documents.open(textDocument);
      // Asked now, so that the answer is there when diagnostics are wanted.
      void settings.of(textDocument.uri);
      diagnostics.changed(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    boundary.run("editing a document", undefined, () => {
      const { uri, version } = textDocument;
      if (documents.change(uri, version, contentChanges)) diagnostics.changed(uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    boundary.run("closing a document", undefined, () => {
      documents.close(textDocument.uri);
      settings.forget(textDocument.uri);
      diagnostics.closed(textDocument.uri);
    }),
  );
}
