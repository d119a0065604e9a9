import { type TextDocument, Uri, workspace } from "vscode";
import { UserError } from "./errors.ts";
import { readProblem } from "./read-problem.ts";

/**
 * Makes sure that VS Code, and with it the language server, has a spec open; no editor is shown. The server knows open
 * documents only, and VS Code closes a document some time after the last one who needed it.
 * @throws UserError where the file cannot be read, with the reason
 */
export async function openSpec(uri: string): Promise<TextDocument | undefined> {
  const target = Uri.parse(uri, true);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === target.toString());
  // An untitled document that was closed is gone: opening its URI would make a new, empty one.
  return open ?? (target.scheme === "untitled" ? undefined : openFile(target));
}

async function openFile(file: Uri): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(file);
  } catch (cause) {
    const message = `${workspace.asRelativePath(file)} cannot be opened: ${await readProblem(file)}.`;
    throw new UserError("spec-unreadable", message, { cause });
  }
}
