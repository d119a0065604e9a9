import { commands, type Uri, workspace } from "vscode";

/** Shows a folder in the explorer, as one of the workspace. */
export async function addToWorkspace(uri: Uri, name?: string): Promise<void> {
  // Turned to before: a window of one folder loads anew when it gets a second one.
  await commands.executeCommand("workbench.view.explorer");
  const folders = workspace.workspaceFolders ?? [];
  if (folders.some((folder) => folder.uri.toString() === uri.toString())) return;
  workspace.updateWorkspaceFolders(folders.length, 0, name === undefined ? { uri } : { uri, name });
}
