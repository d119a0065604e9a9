import { randomUUID } from "node:crypto";
import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  RelativePattern,
  Uri,
  type WebviewPanel,
  workspace,
} from "vscode";
import { UserError } from "../../infrastructure/errors.ts";
import type { DiskImages } from "../disk-process/disk-images.ts";
import { artifactUri } from "../inside/places.ts";
import { baseName } from "../runs/artifact-file.ts";
import { imageName } from "../runs/run.ts";
import { failurePage, overviewPage } from "./overview-page.ts";

/** Type of the editor in package.json. */
export const overviewViewType = "confidentialPods.disk";

/** Internal command of the page's links: opens an artifact. */
export const openArtifactCommand = "_confidentialPods.artifacts.openArtifact";

/** Shows what a disk image is instead of its bytes; nothing of it is ever written. */
export class OverviewEditor implements CustomReadonlyEditorProvider {
  readonly #images: DiskImages;

  constructor(images: DiskImages) {
    this.#images = images;
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    panel.webview.options = {
      enableScripts: false,
      enableForms: false,
      enableCommandUris: [openArtifactCommand],
      localResourceRoots: [],
    };
    const show = async (): Promise<void> => {
      panel.webview.html = await this.#page(uri);
    };
    const folder = new RelativePattern(Uri.joinPath(uri, ".."), baseName(uri.path));
    const watcher = workspace.createFileSystemWatcher(folder);
    const events = [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete];
    const listeners = events.map((event) => event(() => void show()));
    panel.onDidDispose(() => {
      for (const listener of [...listeners, watcher]) listener.dispose();
    });
    await show();
  }

  async #page(uri: Uri): Promise<string> {
    const name = imageName(uri.path);
    const nonce = randomUUID();
    if (uri.scheme !== "file") {
      return failurePage(name, "Only a file of this machine can be read as a disk. Extract it first.", nonce);
    }
    const image = uri.fsPath;
    try {
      const overview = await this.#images.ask("overview", { image });
      return overviewPage(overview, {
        name,
        nonce,
        linkTo: ({ partition, path }) => {
          const target = artifactUri({ image, partition, path }).toString();
          return `command:${openArtifactCommand}?${encodeURIComponent(JSON.stringify([target]))}`;
        },
      });
    } catch (error) {
      if (error instanceof UserError) return failurePage(name, error.message, nonce);
      throw error;
    }
  }
}
