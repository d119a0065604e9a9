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

/** Where the generated page of a rule lies in the extension. */
function pageFile(extension: ExtensionContext, code: string): Uri {
  return Uri.joinPath(extension.extensionUri, "server", "docs", "rules", `${code}.md`);
}

/** Shows the page of a rule as VS Code renders Markdown: no browser, no network. */
export async function openRulePage(extension: ExtensionContext, code: string): Promise<void> {
  try {
    await workspace.fs.stat(pageFile(extension, code));
  } catch (cause) {
    throw new UserError(
      "rule-page-missing",
      `There is no page for the rule "${code}". Pick one with "Open Rule Reference".`,
      { cause },
    );
  }
  await commands.executeCommand("vscode.openWith", Uri.from(rulePageUri(code)), "vscode.markdown.preview.editor");
}

/** Reads the page behind a diagnostic's link, `confidential-pods-rule:/<code>.md`. */
export function rulePageProvider(extension: ExtensionContext): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: async (uri) => {
      const code = ruleCodeOf(uri);
      if (code === undefined) return "There is no such rule.";
      return new TextDecoder().decode(await workspace.fs.readFile(pageFile(extension, code)));
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
