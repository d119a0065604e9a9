import type { TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import type { FileEdit } from "../../pods/review/fix-pass.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";

/** What is edited; `version` is null for a file that is not open. */
type Edited = Pick<OpenDocument, "uri" | "file"> & { readonly version: number | null };

/** File edits as the client applies them; refused by it when the document has moved on, where it knows versions. */
export function workspaceEdit(open: Edited, edits: readonly FileEdit[], client: ClientProfile): WorkspaceEdit {
  const textEdits: TextEdit[] = edits.map(({ start, end, text }) => ({
    range: { start: open.file.positionAt(start), end: open.file.positionAt(end) },
    newText: text,
  }));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri: open.uri, version: open.version }, edits: textEdits }] }
    : { changes: { [open.uri]: textEdits } };
}
