import type {
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentDiagnosticReport,
  Position,
  Range,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TestClient } from "./test-client.ts";

/** An editor with one document open: it keeps the text as an editor would, and tells the server. */
export class Editor {
  readonly #client: TestClient;
  #document: TextDocument;

  private constructor(client: TestClient, document: TextDocument) {
    this.#client = client;
    this.#document = document;
  }

  static async open(
    client: TestClient,
    text: string,
    uri = "file:///pods/pod.yaml",
    languageId = "yaml",
  ): Promise<Editor> {
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
    return new Editor(client, TextDocument.create(uri, languageId, 1, text));
  }

  get uri(): string {
    return this.#document.uri;
  }

  get text(): string {
    return this.#document.getText();
  }

  get version(): number {
    return this.#document.version;
  }

  /** Replaces the `length` characters at an offset. */
  async edit(offset: number, length: number, text: string): Promise<void> {
    const range = { start: this.#document.positionAt(offset), end: this.#document.positionAt(offset + length) };
    await this.change([{ range, text }]);
  }

  async change(contentChanges: readonly { readonly range?: Range; readonly text: string }[]): Promise<void> {
    const version = this.#document.version + 1;
    this.#document = TextDocument.update(
      this.#document,
      contentChanges.map(({ range, text }) => (range === undefined ? { text } : { range, text })),
      version,
    );
    await this.#client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri, version },
      contentChanges,
    });
  }

  async close(): Promise<void> {
    await this.#client.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri } });
  }

  pull(previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.#client.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri: this.uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async diagnostics(): Promise<readonly Diagnostic[]> {
    const report = await this.pull();
    return report.kind === "full" ? report.items : [];
  }

  actions(range: Range, context: Partial<CodeActionContext> = {}): Promise<readonly CodeAction[]> {
    return this.#client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: this.uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  /** The text with a code action's edits; the action must be about this version of it. */
  applied(action: CodeAction | undefined): string {
    const [change] = action?.edit?.documentChanges ?? [];
    if (change === undefined || !("textDocument" in change) || change.textDocument.version !== this.version) {
      throw new Error(`no edit of version ${this.version}: ${JSON.stringify(action)}`);
    }
    const edits = change.edits.filter((edit): edit is TextEdit => "newText" in edit);
    return TextDocument.applyEdits(this.#document, edits);
  }

  positionOf(text: string): Position {
    return this.#document.positionAt(this.text.indexOf(text));
  }
}
