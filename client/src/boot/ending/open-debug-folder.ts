import { commands, env, Uri } from "vscode";

/** Shows a folder of this machine to the user. */
export type FolderOpener = (folder: string) => PromiseLike<unknown>;

/** What opens a folder here: the file manager of the desktop, or, in a VS Code that runs elsewhere than the files do, `other`. */
export async function folderOpener(other: FolderOpener): Promise<FolderOpener> {
  const known = await commands.getCommands(true);
  if (env.remoteName === undefined && known.includes("revealFileInOS")) {
    return (folder) => env.openExternal(Uri.file(folder));
  }
  return other;
}
