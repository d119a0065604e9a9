import type { Diagnostic } from "vscode-languageserver/node";
import { notReadCode } from "../../pods/review/not-read.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { Selection } from "./select-shown.ts";
import { diagnosticSource, severities } from "./to-diagnostics.ts";

/** What of a file is not read, said once, on its first line. */
export const notRead = ({ file }: OpenDocument): readonly Diagnostic[] =>
  file.unread.slice(0, 1).map(({ message }) => notice(notReadCode, message));

/**
 * That there is more than is shown, said once, on the first line.
 * @param isCutShort whether the findings are those of the file's beginning only
 */
export function notAllShown({ shown, total }: Selection, isCutShort: boolean): readonly Diagnostic[] {
  if (shown === total && !isCutShort) return [];
  const all = isCutShort ? `the first ${total}` : total;
  const rest = isCutShort ? " What comes after them was not checked; the command line checks all of it." : "";
  return [notice("not-shown", `Only the ${shown} most severe of ${all} findings in this file are shown.${rest}`)];
}

const notice = (code: string, message: string): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: severities.information,
  code,
  source: diagnosticSource,
  message,
});
