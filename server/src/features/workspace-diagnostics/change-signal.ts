import type { CancellationToken } from "vscode-languageserver/node";

/** Tells whoever waits that something of the workspace has changed. */
export class ChangeSignal {
  #changes = 0;
  readonly #waiting = new Set<() => void>();

  /** Grows with every change. */
  get count(): number {
    return this.#changes;
  }

  raise(): void {
    this.#changes++;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Ends with the next change after `count`, or when the client gives up. */
  after(count: number, token: CancellationToken): Promise<void> {
    if (this.#changes !== count || token.isCancellationRequested) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        cancelled.dispose();
        resolve();
      };
      const cancelled = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }
}
