import type { Diagnostic } from "vscode-languageserver/node";
import type { ReviewedDocument } from "../../pods/review/review-file.ts";
import { nextTurn } from "../next-turn.ts";
import type { OpenDocument } from "../open-documents.ts";
import { reviewOpen } from "../review-open.ts";
import type { Settings } from "../settings/read-settings.ts";
import { notAllShown, notRead } from "./notices.ts";
import { errorsIn, maxShown, selectShown } from "./select-shown.ts";
import { toDiagnostics } from "./to-diagnostics.ts";

/** How long one turn may take before other messages get theirs, milliseconds. */
const turn = 40;

/** Where a file has more findings than this, the rest of it is left alone: a generated file must not fill the memory. */
const maxLookedFor = 10_000;

/**
 * All diagnostics of an open document, in document order.
 * A file that takes longer than a turn lets edits and cancellation through between two of its documents.
 * @param isWanted whether the answer still matters
 * @returns undefined where it did not matter any more.
 */
export async function assemble(
  open: OpenDocument,
  settings: Settings,
  uriScheme: string | undefined,
  isWanted: () => boolean,
): Promise<Diagnostic[] | undefined> {
  if (!settings.validate) return [];
  const reviewed: ReviewedDocument[] = [];
  let found = 0;
  let errors = 0;
  let isCutShort = false;
  // Not by `performance`, which Node loads when it is first asked for.
  let turnEnds = Date.now() + turn;
  for (const document of reviewOpen(open, settings.profile)) {
    // The first errors are shown before all else: once they fill the report, nothing behind them can come into it.
    isCutShort = errors >= maxShown || found > maxLookedFor;
    if (isCutShort) break;
    if (document.findings.length > 0) reviewed.push(document);
    found += document.findings.length;
    errors += errorsIn(document.findings);
    if (Date.now() < turnEnds) continue;
    await nextTurn();
    if (!isWanted()) return undefined;
    turnEnds = Date.now() + turn;
  }
  const selection = selectShown(reviewed);
  // What a file does not let us read is known once all of it was read.
  const diagnostics: Diagnostic[] = [...(isCutShort ? [] : notRead(open)), ...notAllShown(selection, isCutShort)];
  for (const [index, { placed, findings }] of reviewed.entries()) {
    const share = selection.shares[index];
    if (share !== undefined) diagnostics.push(...toDiagnostics(open, placed, findings, share, uriScheme));
  }
  return diagnostics;
}
