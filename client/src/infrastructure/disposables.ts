/** Anything that is released once, like `vscode.Disposable`. */
export interface Disposable {
  dispose(): unknown;
}

/** Releases everything it was given, last first. What is added after `dispose` is released at once, so nothing leaks. */
export class DisposableStore implements Disposable {
  #items: Disposable[] | undefined = [];

  add<T extends Disposable>(item: T): T {
    if (this.#items === undefined) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    const items = this.#items ?? [];
    this.#items = undefined;
    for (const item of items.reverse()) item.dispose();
  }
}
