import type { CodeAction } from "vscode-languageserver/node";
import { fileEdits } from "../../pods/review/fix-pass.ts";
import type { ClientProfile } from "../client-profile.ts";
import type { OpenDocument } from "../open-documents.ts";
import { workspaceEdit } from "./edits.ts";
import type { FindingAt } from "./findings-at.ts";
import { quickFixKind } from "./kinds.ts";

/** A menu entry for each way to mend a finding. */
export const quickFixes = (
  open: OpenDocument,
  { finding, placed, diagnostics }: FindingAt,
  client: ClientProfile,
): readonly CodeAction[] =>
  finding.fixes().map((fix) => ({
    title: fix.title,
    kind: quickFixKind,
    diagnostics,
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(open, fileEdits(fix, placed.startOffset), client),
  }));
