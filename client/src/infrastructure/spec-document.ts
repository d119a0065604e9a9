import { type TextDocument, Uri, workspace } from "vscode";

/**
 * Makes sure that VS Code, and with it the language server, has a spec open; no editor is shown. The server knows open
 * documents only, and VS Code closes a document some time after the last one who needed it.
 * @throws where the file cannot be read
 */
export async function openSpec(uri: string): Promise<TextDocument | undefined> {
  const target = Uri.parse(uri, true);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === target.toString());
  // An untitled document that was closed is gone: opening its URI would make a new, empty one.
  return open ?? (target.scheme === "untitled" ? undefined : workspace.openTextDocument(target));
}
