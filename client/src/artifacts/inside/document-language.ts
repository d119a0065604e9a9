import { type Disposable, languages, type TextDocument, workspace } from "vscode";
import { artifactScheme } from "./disk-uri.ts";
import { reportScheme } from "./report-uri.ts";

/** Language of package.json for artifacts and reports: colours, and lines that wrap. */
const language = "confidential-pods-artifact";

/** Gives our documents their language: their names, such as `bootstat.dat`, would tell VS Code nothing. */
export function artifactLanguage(): Disposable {
  const assign = (document: TextDocument): void => {
    const isOurs = document.uri.scheme === artifactScheme || document.uri.scheme === reportScheme;
    if (!isOurs || document.languageId === language) return;
    // Refused for a document that was closed again meanwhile, which then needs no language.
    languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
  };
  for (const document of workspace.textDocuments) assign(document);
  return workspace.onDidOpenTextDocument(assign);
}
