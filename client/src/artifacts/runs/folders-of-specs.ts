import { workspace } from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { LanguageServer } from "../../infrastructure/language-server.ts";
import { isLocalPath } from "./local-path.ts";

/** Folders of this machine that specs name. */
export interface SpecFolders {
  readonly debugData: readonly string[];
  readonly bootFiles: readonly string[];
}

const none: SpecFolders = { debugData: [], bootFiles: [] };

/**
 * The folders that specs of the workspace name. A path of another system than this one, such as `C:\\debug`
 * on Linux, names nothing here and is left out; so is everything where the language server does not start.
 */
export async function foldersOfSpecs(server: LanguageServer): Promise<SpecFolders> {
  if (workspace.workspaceFolders === undefined) return none;
  try {
    const { debugDataPaths, bootFilesRoots } = await server.request("confidentialPods/debugFolders", null);
    return { debugData: debugDataPaths.filter(isLocalPath), bootFiles: bootFilesRoots.filter(isLocalPath) };
  } catch (error) {
    if (error instanceof UserError) return none;
    throw error;
  }
}
