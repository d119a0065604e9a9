import { languages, type TextDocument, window, workspace } from "vscode";
import type { CommandMap } from "../infrastructure/command-map.ts";
import { DisposableStore } from "../infrastructure/disposables.ts";
import type { FeatureContext } from "../infrastructure/feature-context.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { podDocumentSelector } from "./document-selector.ts";
import { fixAll } from "./fix-all.ts";
import { type ClientFactory, LanguageSession } from "./language-session.ts";
import { createLanguageStatus } from "./language-status.ts";
import { openRulePage, rulePageProvider, ruleUriHandler } from "./rule-pages.ts";
import { pickRule } from "./rule-picker.ts";
import { rulePageScheme } from "./rule-uri.ts";

type LanguageCommand =
  | "confidentialPods.restartLanguageServer"
  | "confidentialPods.openRuleReference"
  | "confidentialPods.fixAll";

/** What the language feature gives to the composition root. */
export interface LanguageFeature {
  readonly commands: Pick<CommandMap, LanguageCommand>;
  /** The server, for the features that ask it more than the client library does. */
  readonly server: LanguageServer;
  /** Ends the language server; resolves when its process is gone. */
  readonly stop: () => Promise<void>;
}

/** Sets up diagnostics, fixes and rule pages. Starts nothing before a document that could be a pod spec is open. */
export function activateLanguage(
  { extension, boundary }: FeatureContext,
  createClient: ClientFactory,
): LanguageFeature {
  const session = new LanguageSession(createClient);
  const openRule = (code: string): Promise<void> => openRulePage(session, code);
  const store = new DisposableStore();
  extension.subscriptions.push(store);
  store.add(createLanguageStatus(session));
  store.add(workspace.registerTextDocumentContentProvider(rulePageScheme, rulePageProvider(session)));
  store.add(window.registerUriHandler(ruleUriHandler((code) => boundary("Opening a rule", () => openRule(code)))));
  startWithFirstDocument(store, () => void boundary("Starting the language server", () => session.start()));
  return {
    commands: {
      "confidentialPods.restartLanguageServer": () => session.restart(),
      "confidentialPods.openRuleReference": async (code) => {
        const chosen = code ?? (await pickRule(extension));
        if (chosen !== undefined) await openRule(chosen);
      },
      "confidentialPods.fixAll": (uri) => fixAll(uri),
    },
    server: session,
    stop: () => session.dispose(),
  };
}

function startWithFirstDocument(store: DisposableStore, start: () => void): void {
  const isOurs = (document: TextDocument): boolean => languages.match([...podDocumentSelector], document) > 0;
  if (workspace.textDocuments.some(isOurs)) {
    start();
    return;
  }
  const waiting = store.add(
    workspace.onDidOpenTextDocument((document) => {
      if (!isOurs(document)) return;
      waiting.dispose();
      start();
    }),
  );
}
