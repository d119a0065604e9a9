import { Range, TextEditorRevealType, Uri, ViewColumn, window, workspace } from "vscode";
import { type PreviewedPlace, previewUri } from "./preview-uri.ts";

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
  const line = part === "document" ? firstLineOfDocument(document.getText()) : 0;
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.AtTop);
}

/** The first line that is no comment, from 0. */
function firstLineOfDocument(text: string): number {
  return Math.max(
    0,
    text.split("\n").findIndex((line) => !line.startsWith("//")),
  );
}
