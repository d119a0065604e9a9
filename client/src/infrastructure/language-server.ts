import type { CancellationToken } from "vscode";
import type { Disposable } from "./disposables.ts";
import type { ServerNotifications, ServerRequests } from "./server-requests.ts";

/** How far the server is. */
export interface ServerProgress {
  /** From 0 to 100, of the whole work. */
  readonly percentage: number | undefined;
  readonly message: string | undefined;
}

/** The language server as features other than its own see it. */
export interface LanguageServer {
  /**
   * Sends a request; the server is started where it is not running yet.
   * @throws UserError where it does not start
   */
  request<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token?: CancellationToken,
  ): Promise<ServerRequests[Method]["result"]>;
  /** Sends a request whose parameters can carry a `workDoneToken`, and reports how the server gets on with it. */
  requestWithProgress<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token: CancellationToken,
    report: (progress: ServerProgress) => void,
  ): Promise<ServerRequests[Method]["result"]>;
  /** Listens to a notification, also after a restart of the server. */
  onNotification<Method extends keyof ServerNotifications>(
    method: Method,
    listener: (params: ServerNotifications[Method]) => void,
  ): Disposable;
  /** A new server process has come up: it knows nothing of what the last one was asked. */
  onDidStart(listener: () => void): Disposable;
}
