import { type Event, EventEmitter, type Uri, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../../infrastructure/disposables.ts";
import { artifactScheme } from "./disk-uri.ts";
import { reportScheme } from "./report-uri.ts";

/** Tells VS Code to ask anew for the open documents of ours: the next boot may have replaced the disk that they are of. */
export class StaleTexts implements Disposable {
  readonly #changes = new EventEmitter<Uri>();
  readonly #subscriptions = new DisposableStore();

  readonly onDidChange = this.#changes.event;

  constructor(onDidChangeFolders: Event<void>) {
    this.#subscriptions.add(onDidChangeFolders(() => this.#fire()));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  #fire(): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === artifactScheme || uri.scheme === reportScheme) this.#changes.fire(uri);
    }
  }
}
