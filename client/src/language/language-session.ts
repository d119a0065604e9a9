import { type CancellationToken, EventEmitter } from "vscode";
import type { BaseLanguageClient, WorkDoneProgress } from "vscode-languageclient/node";
import type { Disposable } from "../infrastructure/disposables.ts";
import { isCancellation, UserError } from "../infrastructure/errors.ts";
import type { LanguageServer, ServerProgress } from "../infrastructure/language-server.ts";
import type { ServerNotifications, ServerRequests } from "../infrastructure/server-requests.ts";
import { NotificationListeners } from "./notification-listeners.ts";

/** Where the language server stands; `idle` until the first pod spec is opened. */
export type SessionState = "idle" | "starting" | "running" | "stopped";

/** As much of a language client as a session uses. */
type Client = Pick<
  BaseLanguageClient,
  "start" | "dispose" | "sendRequest" | "onNotification" | "onProgress" | "onDidChangeState"
>;

/** A language client, and the type of what the server tells of a request's progress: both are of the client library. */
export interface ServerClient {
  readonly client: Client;
  readonly progress: typeof WorkDoneProgress.type;
}

/** Makes a language client; asynchronous because its module is loaded on first use. */
export type ClientFactory = () => Promise<ServerClient>;

/** The one language server of a window: started on first need, restarted on request, stopped with the window. */
export class LanguageSession implements LanguageServer {
  readonly #create: ClientFactory;
  readonly #changes = new EventEmitter<SessionState>();
  readonly #listeners = new NotificationListeners();
  #progresses = 0;
  #state: SessionState = "idle";
  #made: ServerClient | undefined;
  #pending: Promise<void> | undefined;

  readonly onDidChangeState = this.#changes.event;

  constructor(create: ClientFactory) {
    this.#create = create;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Starts the server unless it was started before; concurrent calls share one start. */
  start(): Promise<void> {
    this.#pending ??= this.#launch();
    return this.#pending;
  }

  /** Ends the server, if one runs, and starts a new process; concurrent calls do so one after the other. */
  restart(): Promise<void> {
    this.#pending = this.#relaunch(this.#pending);
    return this.#pending;
  }

  async request<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token?: CancellationToken,
  ): Promise<ServerRequests[Method]["result"]> {
    await this.start();
    if (this.#made === undefined) throw new UserError("language-server-stopped", stopped);
    const { client } = this.#made;
    // An undefined token would count as one more parameter.
    return token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token);
  }

  async requestWithProgress<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
    token: CancellationToken,
    report: (progress: ServerProgress) => void,
  ): Promise<ServerRequests[Method]["result"]> {
    await this.start();
    const workDoneToken = `${method}/${++this.#progresses}`;
    const listening = this.#made?.client.onProgress(this.#made.progress, workDoneToken, (progress) => {
      if (progress.kind === "report") report({ percentage: progress.percentage, message: progress.message });
    });
    try {
      return await this.request(method, { ...params, workDoneToken }, token);
    } finally {
      listening?.dispose();
    }
  }

  onNotification<Method extends keyof ServerNotifications>(
    method: Method,
    listener: (params: ServerNotifications[Method]) => void,
  ): Disposable {
    return this.#listeners.add(method, listener);
  }

  onDidStart(listener: () => void): Disposable {
    return this.#changes.event((state) => state === "running" && listener());
  }

  /** Ends the server; the session cannot be used afterwards. */
  async dispose(): Promise<void> {
    await this.#end();
    this.#changes.dispose();
  }

  async #relaunch(before: Promise<void> | undefined): Promise<void> {
    await before?.catch(() => undefined);
    await this.#end();
    await this.#launch();
  }

  async #launch(): Promise<void> {
    this.#become("starting");
    try {
      this.#made = await this.#create();
      const { client } = this.#made;
      client.onDidChangeState(({ newState }) => this.#become(stateOf(newState)));
      this.#listeners.attachTo(client);
      await client.start();
    } catch (cause) {
      this.#become("stopped");
      if (isCancellation(cause)) throw cause;
      const message = "The language server did not start, so pod specs are not checked. Its output says why.";
      throw new UserError("language-server-start", message, {
        cause,
        actions: [{ title: "Try Again", run: () => this.restart() }],
      });
    }
  }

  async #end(): Promise<void> {
    const client = this.#made?.client;
    this.#made = undefined;
    // A client that never came up refuses to stop; there is nothing left to end then.
    await client?.dispose().catch(() => undefined);
  }

  #become(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changes.fire(state);
  }
}

const stopped = 'The language server is not running. Start it with "Restart Language Server".';

/** The client library's states as numbers (`State`): its enum would load the whole library at activation. */
function stateOf(state: number): SessionState {
  if (state === 2) return "running";
  return state === 3 ? "starting" : "stopped";
}
