import { type Disposable, languages, type TextDocument, workspace } from "vscode";

/** Gives documents a language that their names do not tell VS Code, those that are open and those that are opened later. */
export function keepLanguage(language: string, isMeant: (document: TextDocument) => boolean): Disposable {
  const assign = (document: TextDocument): void => {
    if (document.languageId === language || !isMeant(document)) return;
    // Refused for a document that was closed again meanwhile, which then needs no language.
    languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
  };
  for (const document of workspace.textDocuments) assign(document);
  return workspace.onDidOpenTextDocument(assign);
}
