import { setImmediate } from "node:timers/promises";
import type { CancellationToken, Diagnostic } from "vscode-languageserver/node";
import { reviewFile } from "../../pods/review/review-file.ts";
import type { OpenDocument } from "../open-documents.ts";
import type { Settings } from "../settings/read-settings.ts";
import { toDiagnostics } from "./to-diagnostics.ts";
import { unreadDiagnostics } from "./unread.ts";

/** How long one turn may take before other messages get theirs, milliseconds. */
const turn = 40;

/** What a run of `assemble` depends on. */
export interface AssembleInput {
  readonly open: OpenDocument;
  readonly settings: Settings;
  readonly uriScheme: string | undefined;
  readonly token: CancellationToken;
  /** Whether `open` is still what the editor shows. */
  readonly isCurrent: () => boolean;
}

/**
 * All diagnostics of an open document, in document order.
 * A file that takes longer than a turn lets edits and cancellation through between two of its documents.
 * @returns undefined where the answer is no longer wanted.
 */
export async function assemble(input: AssembleInput): Promise<Diagnostic[] | undefined> {
  const { open, settings, uriScheme, token, isCurrent } = input;
  if (!settings.validate) return [];
  const diagnostics: Diagnostic[] = [...unreadDiagnostics(open)];
  let turnEnds = performance.now() + turn;
  for (const { placed, findings } of reviewFile(open.file, settings.profile)) {
    if (findings.length > 0) diagnostics.push(...toDiagnostics(open, placed, findings, uriScheme));
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    if (token.isCancellationRequested || !isCurrent()) return undefined;
    turnEnds = performance.now() + turn;
  }
  return diagnostics;
}
