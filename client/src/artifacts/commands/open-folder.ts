import path from "node:path";
import { commands, Uri } from "vscode";
import type { CommandTarget } from "./command-target.ts";

/** Shows a file or folder in the file manager of this machine; in a VS Code that has none, the folder in a window of its own. */
export async function revealFile(file: string): Promise<void> {
  const known = await commands.getCommands(true);
  if (known.includes("revealFileInOS")) {
    await commands.executeCommand("revealFileInOS", Uri.file(file));
    return;
  }
  const folder = Uri.file(path.extname(file) === "" ? file : path.dirname(file));
  await commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
}

/** The path of this machine that a row stands for, its parent's for what is inside of an image. */
export function hostPathOf(target: Exclude<CommandTarget, undefined>): string | undefined {
  switch (target.kind) {
    case "folder":
      return target.folder.path;
    case "file":
      return target.file.path;
    case "run":
    case "guest-wrote":
    case "timeline":
      return target.run.files[0]?.path ?? target.run.folder;
    case "partition":
    case "entry":
      return target.image;
    case "message":
      return undefined;
  }
}
