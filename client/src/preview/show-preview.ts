import {
  type Disposable,
  Range,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { type PreviewedPlace, previewScheme, previewUri } from "./preview-uri.ts";

/** Where a preview is read first: its explanation at the top, or the HCS document below it. */
export type PreviewPart = "explanation" | "document";

/** Opens the preview of a sandbox beside the spec, where it stays current; the focus stays in the spec. */
export async function showPreview(place: PreviewedPlace, part: PreviewPart): Promise<void> {
  const document = await workspace.openTextDocument(Uri.from(previewUri(place)));
  const editor = await window.showTextDocument(document, {
    viewColumn: ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
  reveal(editor, part === "document" && hasDocument(document) ? firstLineOfDocument(document) : 0);
}

/**
 * Keeps what a preview has to say in view while it changes: when it loses its document, the reason at its top, which the
 * shorter text would leave out of sight; the document when it is there again.
 */
export function keepInView(): Disposable {
  const left = new Set<string>();
  return workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.scheme !== previewScheme) return;
    const uri = document.uri.toString();
    const isBack = hasDocument(document) && left.delete(uri);
    for (const editor of window.visibleTextEditors.filter((shown) => shown.document === document)) {
      if (isBack) reveal(editor, firstLineOfDocument(document));
      if (hasDocument(document) || editor.visibleRanges[0]?.start.line === 0) continue;
      left.add(uri);
      reveal(editor, 0);
    }
  });
}

const reveal = (editor: TextEditor, line: number): void =>
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.AtTop);

/** Whether there is a document for HCS; a preview without one ends in `null`. */
const hasDocument = (document: TextDocument): boolean => !/\bnull\n*$/.test(document.getText());

/** The first line that is no comment, from 0. */
function firstLineOfDocument(document: TextDocument): number {
  return Math.max(
    0,
    document
      .getText()
      .split("\n")
      .findIndex((line) => !line.startsWith("//")),
  );
}
