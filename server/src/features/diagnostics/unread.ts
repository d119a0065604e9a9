import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import { notReadCode } from "../../pods/review/not-read.ts";
import type { OpenDocument } from "../open-documents.ts";
import { diagnosticSource } from "./to-diagnostics.ts";

/** What of a file is not read, said once, on its first line. */
export function unreadDiagnostics({ file }: OpenDocument): readonly Diagnostic[] {
  const first = file.unread[0];
  if (first === undefined) return [];
  return [
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      severity: DiagnosticSeverity.Information,
      code: notReadCode,
      source: diagnosticSource,
      message: first.message,
    },
  ];
}
