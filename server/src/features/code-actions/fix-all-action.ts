import type { CodeAction } from "vscode-languageserver/node";
import { fixAll } from "../../pods/review/fix-all.ts";
import type { ReviewProfile } from "../../pods/review/profile.ts";
import type { ClientProfile } from "../client-profile.ts";
import { syntaxOf } from "../language-syntax.ts";
import type { OpenDocument } from "../open-documents.ts";
import { workspaceEdit } from "./edits.ts";
import { fixAllKind } from "./kinds.ts";

/** One edit that makes every preferred fix of the document; none where there is nothing to fix. */
export function fixAllAction(open: OpenDocument, profile: ReviewProfile, client: ClientProfile): readonly CodeAction[] {
  const { uri, languageId, file } = open;
  const { edits } = fixAll(uri, file.text, profile, syntaxOf(uri, languageId));
  if (edits.length === 0) return [];
  return [{ title: "Fix all Confidential Pods problems", kind: fixAllKind, edit: workspaceEdit(open, edits, client) }];
}
