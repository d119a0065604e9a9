import type { Disposable } from "../infrastructure/disposables.ts";
import type { ServerNotifications } from "../infrastructure/server-requests.ts";

type Method = keyof ServerNotifications;
type Listener<M extends Method> = (params: ServerNotifications[M]) => void;

/** What notifications come from: a language client, which dies with its server. */
export interface NotificationSource {
  onNotification(method: string, handler: (params: ServerNotifications[Method]) => void): unknown;
}

/** Those who listen to the server's own notifications, whichever of its processes sends them. */
export class NotificationListeners {
  readonly #byMethod: { readonly [M in Method]: Set<Listener<M>> } = {
    "confidentialPods/previewChanged": new Set(),
  };

  add<M extends Method>(method: M, listener: Listener<M>): Disposable {
    this.#byMethod[method].add(listener);
    return { dispose: () => this.#byMethod[method].delete(listener) };
  }

  /** Hands on what this source sends, from now on. */
  attachTo(source: NotificationSource): void {
    for (const [method, listeners] of Object.entries(this.#byMethod)) {
      source.onNotification(method, (params) => {
        for (const listener of [...listeners]) listener(params);
      });
    }
  }
}
