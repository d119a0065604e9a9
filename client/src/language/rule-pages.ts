import {
  commands,
  type ExtensionContext,
  type TextDocumentContentProvider,
  Uri,
  type UriHandler,
  workspace,
} from "vscode";
import { UserError } from "../infrastructure/errors.ts";
import { ruleCodeOf, rulePageUri } from "./rule-uri.ts";

/** Reads the generated page of a rule in Markdown; undefined where there is no such rule. */
async function readPage(extension: ExtensionContext, code: string): Promise<string | undefined> {
  const file = Uri.joinPath(extension.extensionUri, "dist", "rule-pages.json");
  const pages: unknown = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
  if (typeof pages !== "object" || pages === null || !Object.hasOwn(pages, code)) return undefined;
  return String(Reflect.get(pages, code));
}

/** Shows the page of a rule as VS Code renders Markdown: no browser, no network. */
export async function openRulePage(extension: ExtensionContext, code: string): Promise<void> {
  if ((await readPage(extension, code)) === undefined) {
    throw new UserError("rule-unknown", `There is no rule "${code}". Pick one with "Open Rule Reference".`);
  }
  await commands.executeCommand("vscode.openWith", Uri.from(rulePageUri(code)), "vscode.markdown.preview.editor");
}

/** Gives the text of the page behind a diagnostic's link, `confidential-pods-rule:/<code>.md`. */
export function rulePageProvider(extension: ExtensionContext): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: async (uri) => {
      const code = ruleCodeOf(uri);
      return (code && (await readPage(extension, code))) ?? "There is no such rule.";
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
