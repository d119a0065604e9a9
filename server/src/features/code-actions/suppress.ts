import type { CodeAction } from "vscode-languageserver/node";
import { indentOf, lineBreakOf, lineStart } from "../../pods/edits/text-lines.ts";
import type { FileEdit } from "../../pods/review/fix-pass.ts";
import type { ClientProfile } from "../client-profile.ts";
import { commentMarker } from "../language-syntax.ts";
import type { OpenDocument } from "../open-documents.ts";
import { workspaceEdit } from "./edits.ts";
import type { FindingAt } from "./findings-at.ts";
import { quickFixKind } from "./kinds.ts";

/** "Suppress … here" and "… in this file", where the document can carry comments. */
export function suppressActions(
  open: OpenDocument,
  { finding, placed, diagnostics }: FindingAt,
  client: ClientProfile,
): readonly CodeAction[] {
  const marker = commentMarker(open.uri, open.languageId);
  if (marker === undefined) return [];
  const action = (title: string, edit: FileEdit): CodeAction => ({
    title,
    kind: quickFixKind,
    diagnostics,
    edit: workspaceEdit(open, [edit], client),
  });
  const { code } = finding;
  const { text } = open.file;
  return [
    action(`Suppress ${code} on this line`, aboveLine(text, placed.startOffset + finding.span.start, marker, code)),
    action(`Suppress ${code} in this file`, atTop(text, marker, code)),
  ];
}

/** A comment line of its own, indented like the line it is about: it also fits where that line ends in a block scalar. */
function aboveLine(text: string, offset: number, marker: string, code: string): FileEdit {
  const comment = `${marker} confidential-pods-disable-next-line ${code}`;
  return insertion(lineStart(text, offset), `${indentOf(text, offset)}${comment}${lineBreakOf(text)}`);
}

function atTop(text: string, marker: string, code: string): FileEdit {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  return insertion(start, `${marker} confidential-pods-disable-file ${code}${lineBreakOf(text)}`);
}

const insertion = (offset: number, text: string): FileEdit => ({ start: offset, end: offset, text });
