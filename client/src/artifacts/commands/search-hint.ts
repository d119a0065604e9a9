import { commands, type WorkspaceFolder, window, workspace } from "vscode";
import type { Disposable } from "../../infrastructure/disposables.ts";
import type { FeatureContext } from "../../infrastructure/feature-context.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { diskScheme } from "../inside/disk-uri.ts";
import { replaceByCopy } from "./extract-commands.ts";

const toldKey = "confidentialPods.artifacts.toldOfSearch";

/**
 * Says once that VS Code's own search does not look into a disk that is a folder of the workspace, and offers what does.
 * Asked at the start as well: a first folder that is added starts all extensions anew.
 */
export function searchHint(images: DiskImages, context: FeatureContext): Disposable {
  const { globalState } = context.extension;
  let isShown = false;
  const tell = async (): Promise<void> => {
    const disk = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === diskScheme);
    if (disk === undefined || isShown || globalState.get(toldKey, false)) return;
    isShown = true;
    const pressed = await ask(disk);
    await globalState.update(toldKey, true);
    if (pressed === findText) await commands.executeCommand("confidentialPods.artifacts.findText", disk.uri);
    if (pressed === copy) await replaceByCopy(disk, images, context);
  };
  const check = (): void => void context.boundary("Telling of the search in a disk", tell);
  check();
  return workspace.onDidChangeWorkspaceFolders(check);
}

const findText = "Find Text in Disk…";
const copy = "Extract, and Use the Copy…";

function ask({ name }: WorkspaceFolder): Thenable<string | undefined> {
  const text = `VS Code's own search and quick open do not look inside a disk image such as ${name}. Quick open finds its files behind a #, and Find Text in Disk searches them; in a copy that is extracted everything works.`;
  return window.showInformationMessage(text, findText, copy);
}
