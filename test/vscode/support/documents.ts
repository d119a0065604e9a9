import assert from "node:assert/strict";
import { commands, type Diagnostic, languages, type TextDocument, Uri, window, workspace } from "vscode";

/** A file of the sample workspace. */
export function sample(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, "the sample workspace is open");
  return Uri.joinPath(folder.uri, name);
}

/** Opens a document in an editor. */
export async function open(
  target: Uri | { readonly language: string; readonly content: string },
): Promise<TextDocument> {
  const document =
    target instanceof Uri ? await workspace.openTextDocument(target) : await workspace.openTextDocument(target);
  await window.showTextDocument(document);
  return document;
}

/** Our findings of a document; other extensions' are left out. */
export function findings(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "confidential-pods");
}

/** Rule codes of a document's findings, sorted. */
export function codes(uri: Uri): readonly string[] {
  return findings(uri).map(codeOf).sort();
}

/** The rule code of a finding. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits until a document's findings are as wanted; an endless wait ends with the test's time limit. */
export async function findingsUntil(
  uri: Uri,
  isReached: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  if (isReached(findings(uri))) return findings(uri);
  return new Promise((resolve) => {
    const listening = languages.onDidChangeDiagnostics(() => {
      const found = findings(uri);
      if (!isReached(found)) return;
      listening.dispose();
      resolve(found);
    });
  });
}

/** Closes every editor; what was not saved is given up. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}
