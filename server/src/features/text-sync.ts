import type { Diagnostics } from "./diagnostics/diagnostics.ts";
import type { LanguageFeatures } from "./language-features.ts";
import type { ServerContext } from "./server-context.ts";

/** Keeps the open documents in step with the editor. */
export const textSync = (
  { boundary, documents, settings }: ServerContext,
  diagnostics: Diagnostics,
): Pick<LanguageFeatures, "opened" | "changed" | "closed"> => ({
  opened: ({ textDocument }) =>
    boundary.run("opening a document", undefined, () => {
      documents.open(textDocument);
      // Asked now, so that the answer is there when diagnostics are wanted.
      void settings.of(textDocument.uri);
      diagnostics.changed(textDocument.uri);
    }),
  changed: ({ textDocument, contentChanges }) =>
    boundary.run("editing a document", undefined, () => {
      const { uri, version } = textDocument;
      if (documents.change(uri, version, contentChanges)) diagnostics.changed(uri);
    }),
  closed: ({ textDocument: { uri } }) =>
    boundary.run("closing a document", undefined, () => {
      documents.close(uri);
      settings.forget(uri);
      diagnostics.closed(uri);
    }),
});
