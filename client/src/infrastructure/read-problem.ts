import { FileSystemError, FileType, type Uri, workspace } from "vscode";

/** Larger files, in bytes, are not read to find out why they cannot be: VS Code gives extensions none above 50 MB. */
const maxProbe = 50 * 1024 * 1024;

/** Why a file cannot be read as text, as the end of a sentence. */
export async function readProblem(uri: Uri): Promise<string> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) return "it is a folder";
    if (size > maxProbe) return "it is too large";
    await workspace.fs.readFile(uri);
    return "it is no text";
  } catch (error) {
    return accessProblem(error);
  }
}

/** What the file system says of a file or folder that it does not give, as the end of a sentence. */
export function accessProblem(error: unknown): string {
  const code = error instanceof FileSystemError ? error.code : "";
  if (code === "FileNotFound") return "it is not there";
  if (code === "NoPermissions") return "you have no permission to read it";
  return error instanceof Error ? error.message : String(error);
}
