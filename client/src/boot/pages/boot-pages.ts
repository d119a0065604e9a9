import { commands, EventEmitter, type TextDocumentContentProvider, type Uri, window, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../../infrastructure/disposables.ts";
import { pageUri } from "../../infrastructure/page-uri.ts";

/** Scheme of the read-only pages about boots: plans, checks. */
const bootPageScheme = "confidential-pods-boot";

/** Pages that are kept for tabs that are still open. */
const keptPages = 50;

/** Read-only pages that were made from what was known at the time. */
export class BootPages implements TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<Uri>());
  readonly #texts = new Map<string, string>();

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(workspace.registerTextDocumentContentProvider(bootPageScheme, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? "This page was made by a window that is closed. Ask for it again.\n";
  }

  /** Shows a page as text: its title is its file name, whose ending gives the language. */
  async showText(title: string, text: string): Promise<void> {
    const document = await workspace.openTextDocument(this.#keep(title, text));
    await window.showTextDocument(document, { preview: false });
  }

  /** Shows a Markdown page rendered. */
  async showRendered(title: string, markdown: string): Promise<void> {
    await commands.executeCommand("vscode.openWith", this.#keep(title, markdown), "vscode.markdown.preview.editor");
  }

  dispose(): void {
    this.#store.dispose();
  }

  #keep(title: string, text: string): Uri {
    const uri = pageUri(bootPageScheme, `/${title.replaceAll(/[/\\]/g, " ")}`);
    this.#texts.delete(uri.path);
    this.#texts.set(uri.path, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > keptPages && oldest !== undefined) this.#texts.delete(oldest);
    this.#changed.fire(uri);
    return uri;
  }
}
