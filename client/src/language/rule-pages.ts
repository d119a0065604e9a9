import { commands, type TextDocumentContentProvider, Uri, type UriHandler } from "vscode";
import { UserError } from "../infrastructure/errors.ts";
import type { LanguageServer } from "../infrastructure/language-server.ts";
import { ruleCodeOf, rulePageUri } from "./rule-uri.ts";

/** Shows the page of a rule as VS Code renders Markdown: no browser, no network. */
export async function openRulePage(server: LanguageServer, code: string): Promise<void> {
  if ((await server.request("confidentialPods/rulePage", { code })).content === null) {
    throw new UserError("rule-unknown", `There is no rule "${code}". Pick one with "Open Rule Reference".`);
  }
  await commands.executeCommand("vscode.openWith", Uri.from(rulePageUri(code)), "vscode.markdown.preview.editor");
}

/** Gives the text of the page behind a diagnostic's link, `confidential-pods-rule:/<code>.md`. */
export function rulePageProvider(server: LanguageServer): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: async (uri) => {
      const code = ruleCodeOf(uri);
      const page = code === undefined ? undefined : await server.request("confidentialPods/rulePage", { code });
      return page?.content ?? "There is no such rule.";
    },
  };
}

/** Opens `<editor>://confidential-pods.confidential-pods/rules/<code>`, the address that reports and other tools link to. */
export function ruleUriHandler(open: (code: string) => PromiseLike<void>): UriHandler {
  return {
    handleUri: async (uri) => {
      const code = ruleCodeOf(uri);
      if (code !== undefined) await open(code);
    },
  };
}
