import { commands, type Disposable, EventEmitter, type Uri, window, workspace } from "vscode";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { pageUri } from "../infrastructure/page-uri.ts";

const scheme = "confidential-pods-denial";

/** Shows what a guest's policy refused, and why, on one page. */
export class DenialPage implements Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;
  #content = "Run **Decode Policy Denial** with the text of an error.";

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#content,
    });
  }

  /**
   * Decodes a text, by default the selection or what the user pastes.
   * @throws UserError where it holds no denial
   */
  async show(given: string | undefined): Promise<void> {
    const text = given ?? selection() ?? (await ask());
    if (text === undefined) return;
    const { found, content } = await this.#server.request("confidentialPods/policy/decodeDenial", { text });
    if (!found) throw new UserError("no-denial", content);
    this.#content = content;
    const page = pageUri(scheme, "/Policy denial.md");
    this.#changed.fire(page);
    await commands.executeCommand("markdown.showPreview", page);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function selection(): string | undefined {
  const editor = window.activeTextEditor;
  return editor === undefined || editor.selection.isEmpty ? undefined : editor.document.getText(editor.selection);
}

const ask = (): PromiseLike<string | undefined> =>
  window.showInputBox({
    title: "Decode Policy Denial",
    prompt: "Paste the error of containerd, crictl or a pod's event.",
    placeHolder: "… policyDecision< … >policyDecision …",
    ignoreFocusOut: true,
  });
