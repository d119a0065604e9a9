import { inNextTurn } from "../next-turn.ts";
import type { ServerContext } from "../server-context.ts";
import { assemble } from "./assemble.ts";

/**
 * `textDocument/publishDiagnostics` for clients that do not ask: sent as soon as the messages that have arrived are read,
 * so that a burst of edits gives one answer and nothing waits for a timer.
 */
export class PushDiagnostics {
  readonly #context: ServerContext;
  readonly #dirty = new Set<string>();
  #isScheduled = false;

  constructor(context: ServerContext) {
    this.#context = context;
  }

  schedule(uri: string): void {
    this.#dirty.add(uri);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    inNextTurn(() => {
      this.#isScheduled = false;
      const uris = [...this.#dirty];
      this.#dirty.clear();
      for (const dirty of uris) this.#context.boundary.detach("publishing diagnostics", this.#publish(dirty));
    });
  }

  /** Takes back what was published for a document that was closed. */
  clear(uri: string): void {
    this.#dirty.delete(uri);
    this.#context.boundary.detach(
      "clearing diagnostics",
      this.#context.connection.sendDiagnostics({ uri, diagnostics: [] }),
    );
  }

  async #publish(uri: string): Promise<void> {
    const { connection, documents, client } = this.#context;
    const settings = await this.#context.settings.of(uri);
    const open = documents.get(uri);
    if (open === undefined) return;
    const isCurrent = (): boolean => documents.get(uri) === open;
    const diagnostics = await assemble(open, settings, client.uriScheme, isCurrent);
    // Outdated: the edit that overtook us has scheduled the next run.
    if (diagnostics === undefined || !isCurrent()) return;
    await connection.sendDiagnostics({ uri, version: open.version, diagnostics });
  }
}
