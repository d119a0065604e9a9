import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { Declined } from "../declined.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { ServerContext } from "../server-context.ts";
import type { Settings } from "../settings/read-settings.ts";
import { assemble } from "./assemble.ts";

interface Answered {
  readonly id: string;
  readonly open: OpenDocument;
  readonly settings: Settings;
}

/** `textDocument/diagnostic`: the client asks when it needs to know; nothing runs on a timer. */
export class PullDiagnostics {
  readonly #context: ServerContext;
  readonly #answered = new Map<string, Answered>();
  #answers = 0;

  constructor(context: ServerContext) {
    this.#context = context;
  }

  forget(uri: string): void {
    this.#answered.delete(uri);
  }

  /** @throws Declined where the client gave up, or the document changed while it was looked at. */
  async answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { uri } = params.textDocument;
    const { client, documents } = this.#context;
    const settings = await this.#context.settings.of(uri);
    const open = documents.get(uri);
    if (open === undefined) return emptyReport;
    const last = this.#answered.get(uri);
    if (last?.open === open && last.settings === settings && last.id === params.previousResultId) {
      return { kind: "unchanged", resultId: last.id };
    }
    const isWanted = (): boolean => !token.isCancellationRequested && documents.get(uri) === open;
    const items = await assemble(open, settings, client.uriScheme, isWanted);
    if (items === undefined) throw new Declined(token);
    const id = String(++this.#answers);
    this.#answered.set(uri, { id, open, settings });
    return { kind: "full", resultId: id, items };
  }
}

/** What there is to say of a document that is not open. */
export const emptyReport: DocumentDiagnosticReport = { kind: "full", items: [] };
