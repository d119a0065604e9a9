import path from "node:path";
import { workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { LanguageServer } from "../../infrastructure/language-server.ts";

/**
 * The debug data folders that specs of the workspace name. A path of another system than this one, such as `C:\\debug`
 * on Linux, names nothing here and is left out; so is everything where the language server does not start.
 */
export async function foldersOfSpecs(server: LanguageServer): Promise<readonly string[]> {
  if (workspace.workspaceFolders === undefined) return [];
  try {
    const { debugDataPaths } = await server.request("confidentialPods/debugFolders", null);
    return debugDataPaths.filter(isLocal);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** On this machine: a spec is foreign, and asking the server that it names would tell that server who reads it. */
function isLocal(folder: string): boolean {
  return path.isAbsolute(folder) && !/^[\\/]{2}/.test(folder);
}
