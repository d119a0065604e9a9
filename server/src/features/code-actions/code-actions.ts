import type { CodeAction, CodeActionParams } from "vscode-languageserver/node";
import { addPatternActions } from "../containerd/add-pattern-actions.ts";
import type { LanguageFeatures } from "../language-features.ts";
import { isToml } from "../language-syntax.ts";
import type { ServerContext } from "../server-context.ts";
import type { Settings } from "../settings/read-settings.ts";
import { findingsAt } from "./findings-at.ts";
import { fixAllAction } from "./fix-all-action.ts";
import { fixAllKind, quickFixKind } from "./kinds.ts";
import { quickFixes } from "./quick-fixes.ts";
import { suppressActions } from "./suppress.ts";

/** Answers `textDocument/codeAction`. */
export const codeActionsFor =
  (context: ServerContext): LanguageFeatures["codeActions"] =>
  (params, token) =>
    context.boundary.runAsync("offering code actions", [], async () => {
      const settings = await context.settings.of(params.textDocument.uri);
      if (token.isCancellationRequested || !settings.validate) return [];
      return codeActions(context, params, settings);
    });

function codeActions(context: ServerContext, params: CodeActionParams, settings: Settings): CodeAction[] {
  const { documents, client } = context;
  const { profile } = settings;
  const open = documents.get(params.textDocument.uri);
  if (open === undefined) return [];
  const { only, diagnostics } = params.context;
  const actions: CodeAction[] = [];
  if (isWanted(quickFixKind, only)) {
    const found = findingsAt(open, params.range, diagnostics, profile);
    for (const at of found) actions.push(...quickFixes(open, at, client));
    for (const at of found) actions.push(...addPatternActions(context, at, profile.target, settings.config));
    for (const at of found) actions.push(...suppressActions(open, at, client));
  }
  // On request only: a light bulb is about what is under the cursor.
  if (only !== undefined && isWanted(fixAllKind, only) && !isToml(open.uri, open.languageId))
    actions.push(...fixAllAction(open, profile, client));
  return actions;
}

/** Kinds form a tree: whoever asks for `source` gets `source.fixAll.confidentialPods`. */
const isWanted = (kind: string, only: readonly string[] | undefined): boolean =>
  only === undefined || only.some((asked) => asked === "" || kind === asked || kind.startsWith(`${asked}.`));
