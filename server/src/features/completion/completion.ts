import type { CompletionItem, CompletionList, CompletionParams } from "vscode-languageserver/node";
import { lookup } from "../../pods/annotations/registry.ts";
import { viewOf } from "../../pods/effective/annotation-view.ts";
import type { PlacedDocument } from "../../pods/pod-file.ts";
import type { Target } from "../../pods/target.ts";
import { describeKey, shownKey } from "../markdown/describe-fact.ts";
import type { OpenDocument } from "../open-documents.ts";
import { placeAt } from "../places/place.ts";
import type { ServerContext } from "../server-context.ts";
import { blockCursor } from "./block-cursor.ts";
import type { Cursor } from "./cursor.ts";
import { flowCursor } from "./flow-cursor.ts";
import type { Suggestion } from "./key-items.ts";
import { offeredKeys } from "./offered-keys.ts";
import { pathSuggestions } from "./path-items.ts";
import { specSuggestions } from "./spec-items.ts";
import { toList } from "./to-list.ts";
import { valueSuggestions } from "./value-items.ts";

/** LSP `CompletionTriggerKind.TriggerCharacter`. */
const byCharacter = 2;
const nothing: CompletionList = { isIncomplete: false, items: [] };

/** Answers `textDocument/completion`. */
export const completionFor = (context: ServerContext) => (params: CompletionParams) =>
  context.boundary.runAsync("completing", nothing, async () => {
    const { uri } = params.textDocument;
    const { profile } = await context.settings.of(uri);
    const open = context.documents.get(uri);
    const place = open && placeAt(open, params.position);
    if (open === undefined || place === undefined) return nothing;
    const { placed, offset } = place;
    const cursor = cursorAt(open, placed, offset);
    if (cursor !== undefined) {
      const suggestions = await suggestionsAt(context, placed, offset, cursor, profile.target);
      const commaAt = cursor.at.kind === "key" ? cursor.at.missingCommaAt : undefined;
      const list = toList(open, placed, { replaced: cursor.replaced, commaAt }, suggestions, context.client);
      return { ...list, isIncomplete: cursor.at.kind === "key" && suggestions.length > 0 };
    }
    const isTyped = params.context?.triggerKind !== byCharacter;
    const specs = context.client.snippets && isTyped ? specSuggestions(open, placed, offset) : undefined;
    return specs === undefined ? nothing : toList(open, placed, specs, specs.suggestions, context.client);
  });

function cursorAt({ file }: OpenDocument, { document }: PlacedDocument, offset: number): Cursor | undefined {
  const isLines = file.syntax !== "json";
  return (isLines ? blockCursor(document, offset) : undefined) ?? flowCursor(document, offset);
}

async function suggestionsAt(
  { client, listFolder }: ServerContext,
  { document }: PlacedDocument,
  offset: number,
  cursor: Cursor,
  target: Target,
): Promise<Suggestion[]> {
  const view = viewOf(document, cursor.set, target);
  const { at } = cursor;
  if (at.kind === "value") {
    const paths =
      listFolder === undefined
        ? []
        : await pathSuggestions(document.text, offset, cursor, at, listFolder, client.snippets);
    return paths.length > 0 ? paths : valueSuggestions(cursor, at, view);
  }
  return offeredKeys(document.text, offset, cursor, at, view, client);
}

/** Answers `completionItem/resolve`: the documentation of a key, which nobody reads of the other hundred. */
export const resolveCompletion = (item: CompletionItem): CompletionItem => {
  const fact = typeof item.data === "string" ? lookup(item.data) : undefined;
  if (fact === undefined) return item;
  // A list cuts long keys off: here it stands in full.
  return { ...item, detail: shownKey(fact), documentation: { kind: "markdown", value: describeKey(fact) } };
};
