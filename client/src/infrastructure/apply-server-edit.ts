import { Position, Range, Uri, WorkspaceEdit, workspace } from "vscode";
import type { WorkspaceEdit as ServerEdit } from "vscode-languageclient/node";
import { UserError } from "./errors.ts";

/**
 * Applies an edit that the language server made of the document versions it knows.
 * @throws UserError where a document has another version now, or VS Code refuses the edit; nothing is changed then
 */
export async function applyServerEdit({ documentChanges, changes }: ServerEdit): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const change of documentChanges ?? []) {
    if (!("textDocument" in change)) throw refused();
    const uri = Uri.parse(change.textDocument.uri);
    const { version } = change.textDocument;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (version !== null && open?.version !== version) throw refused();
    addTo(edit, uri, change.edits);
  }
  for (const [uri, edits] of Object.entries(changes ?? {})) addTo(edit, Uri.parse(uri), edits);
  if (!(await workspace.applyEdit(edit))) throw refused();
}

type AnyEdit =
  | NonNullable<ServerEdit["changes"]>[string][number]
  | { readonly range: object; readonly snippet: object };

function addTo(edit: WorkspaceEdit, uri: Uri, edits: readonly AnyEdit[]): void {
  for (const each of edits) {
    if (!("newText" in each)) throw refused();
    const { start, end } = each.range;
    const range = new Range(new Position(start.line, start.character), new Position(end.line, end.character));
    edit.replace(uri, range, each.newText);
  }
}

const refused = (): UserError =>
  new UserError("edit-refused", "VS Code did not change the spec. It may be read-only or has just changed; try again.");
