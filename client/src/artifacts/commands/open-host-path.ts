import { commands, FileType, Uri, workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import { accessProblem } from "../../infrastructure/read-problem.ts";
import { readSetting } from "../../infrastructure/settings.ts";
import { revealFile } from "./open-folder.ts";

/**
 * Opens what a spec names on its host as this machine has it: a file in an editor, a folder in the file manager.
 * @throws UserError where this machine has no such path, or does not let the user see it
 */
export async function openHostPath(hostPath: string): Promise<void> {
  const file = Uri.file(localPath(hostPath));
  if (await isFolder(file)) await revealFile(file.fsPath);
  else await commands.executeCommand("vscode.open", file);
}

/** Reads a folder's names, since a folder that nobody may enter is there all the same. */
async function isFolder(file: Uri): Promise<boolean> {
  try {
    const { type } = await workspace.fs.stat(file);
    if ((type & FileType.Directory) === 0) return false;
    await workspace.fs.readDirectory(file);
    return true;
  } catch (cause) {
    const message = `'${file.fsPath}' of this machine cannot be opened: ${accessProblem(cause)}.`;
    throw new UserError("path-unreadable", message, { cause });
  }
}

/** A path of Windows where a machine that is not Windows has its drives. */
function localPath(hostPath: string): string {
  const [, drive, rest = ""] = /^([a-z]):(.*)$/is.exec(hostPath) ?? [];
  if (drive === undefined || process.platform === "win32") return hostPath;
  return `${readSetting("boot.drivesFolder")}/${drive.toLowerCase()}${rest.replaceAll("\\", "/")}`;
}
