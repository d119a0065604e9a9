import { type CodeAction, CodeActionKind, commands, Range, type Uri, WorkspaceEdit, window, workspace } from "vscode";
import { UserError } from "../infrastructure/errors.ts";

/** The kind that `editor.codeActionsOnSave` names too. */
const fixAllKind = CodeActionKind.SourceFixAll.append("confidentialPods");

/**
 * Applies all preferred fixes to a document, by default the active one.
 * @throws UserError where there is no document or VS Code refuses the edit.
 */
export async function fixAll(uri: Uri | undefined): Promise<void> {
  const target = uri ?? window.activeTextEditor?.document.uri;
  if (target === undefined) throw new UserError("no-document", "Open a pod spec first: there is no document to fix.");
  const document = await workspace.openTextDocument(target);
  const whole = new Range(0, 0, document.lineCount, 0);
  const actions = await commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    target,
    whole,
    fixAllKind.value,
  );
  const edit = actions.find((action) => action.kind !== undefined && fixAllKind.contains(action.kind))?.edit;
  if (!(edit instanceof WorkspaceEdit) || edit.size === 0) {
    void window.showInformationMessage("There is nothing here that can be fixed automatically.");
    return;
  }
  if (!(await workspace.applyEdit(edit))) {
    throw new UserError(
      "edit-refused",
      "VS Code did not apply the fixes. The file may be read-only or has just changed; try again.",
    );
  }
}
