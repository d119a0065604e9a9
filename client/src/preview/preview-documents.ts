import { type CancellationToken, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../infrastructure/disposables.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { openSpec } from "../infrastructure/spec-document.ts";
import { previewedPlace, previewScheme } from "./preview-uri.ts";

/** The texts of previews, asked for anew when the server says that they have changed. */
export class PreviewDocuments implements TextDocumentContentProvider, Disposable {
  readonly #server: LanguageServer;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<Uri>());

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#store.add(workspace.registerTextDocumentContentProvider(previewScheme, this));
    this.#store.add(server.onNotification("confidentialPods/previewChanged", ({ uri }) => this.#refresh(uri)));
    this.#store.add(server.onDidStart(() => this.#refresh()));
  }

  async provideTextDocumentContent(uri: Uri, token?: CancellationToken): Promise<string> {
    const place = previewedPlace(uri);
    if (place === undefined) return "// This is not a preview of a pod spec.\nnull\n";
    try {
      await openSpec(place.uri);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return `// ${reason.replaceAll(/\s+/g, " ")}\nnull\n`;
    }
    return (await this.#server.request("confidentialPods/preview", place, token)).content;
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Asks again for the previews of one spec, or of all. */
  #refresh(spec?: string): void {
    for (const { uri } of workspace.textDocuments) {
      const place = previewedPlace(uri);
      if (place !== undefined && (spec === undefined || sameUri(place.uri, spec))) this.#changed.fire(uri);
    }
  }
}

/** URIs may be escaped differently by who wrote them. */
const sameUri = (one: string, other: string): boolean => Uri.parse(one).toString() === Uri.parse(other).toString();
