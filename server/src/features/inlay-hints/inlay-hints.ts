import type { InlayHint, InlayHintParams } from "vscode-languageserver/node";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { Target } from "../../pods/target.ts";
import type { OpenDocument } from "../open-documents.ts";
import { ourSets } from "../places/our-sets.ts";
import type { ServerContext } from "../server-context.ts";
import { hintsOf } from "./hints-of-set.ts";

/** Answers `textDocument/inlayHint`: behind a value, what counts in its place. */
export const inlayHintsFor = (context: ServerContext) => (params: InlayHintParams) =>
  context.boundary.runAsync<InlayHint[]>("finding inlay hints", [], async () => {
    const { uri } = params.textDocument;
    const { inlayHints, profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    return open === undefined || !inlayHints ? [] : hintsIn(open, params, profile.target);
  });

function hintsIn({ file }: OpenDocument, { range }: InlayHintParams, target: Target): InlayHint[] {
  const from = file.offsetAt(range.start);
  const to = file.offsetAt(range.end);
  const hints: InlayHint[] = [];
  for (const { placed, set } of ourSets(file, from, to)) {
    for (const { annotation, text, because } of hintsOf(viewOf(placed.document, set, target))) {
      const at = placed.startOffset + annotation.valueSpan.end;
      if (at < from || at > to) continue;
      hints.push({ position: file.positionAt(at), label: `→ ${text}`, tooltip: because, paddingLeft: true });
    }
  }
  return hints;
}
