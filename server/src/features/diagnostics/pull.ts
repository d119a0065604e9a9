import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
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

  register(): void {
    const { connection, boundary } = this.#context;
    connection.languages.diagnostics.on(async (params, token) =>
      boundary.runAsync("diagnosing a document", emptyReport(), () => this.#answer(params, token)),
    );
  }

  forget(uri: string): void {
    this.#answered.delete(uri);
  }

  async #answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { uri } = params.textDocument;
    const settings = await this.#context.settings.of(uri);
    const open = this.#context.documents.get(uri);
    if (open === undefined) return emptyReport();
    const last = this.#answered.get(uri);
    if (last?.open === open && last.settings === settings && last.id === params.previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.id };
    }
    const isCurrent = (): boolean => this.#context.documents.get(uri) === open;
    const items = await assemble({ open, settings, uriScheme: this.#context.client.uriScheme, token, isCurrent });
    if (items === undefined) throw cancelled(token);
    const id = String(++this.#answers);
    this.#answered.set(uri, { id, open, settings });
    return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
  }
}

const emptyReport = (): DocumentDiagnosticReport => ({ kind: DocumentDiagnosticReportKind.Full, items: [] });

/** Tells the client why there is no answer: it gave up itself, or it should ask again for the newer text. */
const cancelled = (token: CancellationToken): ResponseError<{ retriggerRequest: boolean }> =>
  token.isCancellationRequested
    ? new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled")
    : new ResponseError(LSPErrorCodes.ServerCancelled, "the document changed", { retriggerRequest: true });
