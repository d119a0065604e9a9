import type { CompletionItem } from "vscode-languageserver/node";
import type { AnnotationFact } from "../../pods/annotations/annotation-fact.ts";
import { allFacts } from "../../pods/annotations/registry.ts";
import { encodeScalar } from "../../pods/edits/encode-scalar.ts";
import type { AnnotationSet } from "../../pods/manifest/annotation-set.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import { shownKey } from "../authoring/describe-fact.ts";
import type { Cursor, KeyCursor } from "./cursor.ts";
import { keyFit } from "./key-fit.ts";
import { literal, placeholder } from "./snippet-text.ts";
import { valueSnippet } from "./value-snippet.ts";

/** A completion that is not placed in the file yet: where it goes is the cursor's matter. */
export type Suggestion = Omit<CompletionItem, "textEdit"> & { readonly newText: string };

/** LSP `CompletionItemKind.Property` and `InsertTextFormat.Snippet`. */
const property = 10;
const snippetFormat = 2;

/** Every key that the map does not have yet, the fitting ones first. */
export function keySuggestions(cursor: Cursor, at: KeyCursor, view: RuleContext, snippets: boolean): Suggestion[] {
  const taken = keysBeside(cursor);
  return allFacts.flatMap((fact) => {
    const fit = taken.has(fact.key) ? undefined : keyFit(fact, view);
    if (fit === undefined) return [];
    const label = shownKey(fact);
    return [
      {
        label,
        ...(fit.note === undefined ? {} : { labelDetails: { description: fit.note } }),
        kind: property,
        sortText: String(fit.rank),
        ...(cursor.quote === "" ? {} : { filterText: `${cursor.quote}${fact.key}` }),
        newText: keyText(fact, fact.key, cursor, at, view, snippets),
        ...(snippets ? { insertTextFormat: snippetFormat } : {}),
        ...(label === fact.key ? {} : { data: fact.key }),
      },
    ];
  });
}

/** The keys of a map other than the one being typed. */
export const keysBeside = ({ set, replaced }: Cursor): ReadonlySet<string> =>
  new Set(
    set.annotations
      .filter(({ keySpan }) => keySpan.end < replaced.start || keySpan.start > replaced.end)
      .map(({ key }) => key),
  );

/** A key, and where it has none yet, a value as the fact has it. */
export function keyText(
  fact: AnnotationFact,
  name: string,
  cursor: Cursor,
  at: KeyCursor,
  view: RuleContext,
  snippets: boolean,
): string {
  const isJson = cursor.set.syntax === "json";
  const written = writtenKey(name, cursor);
  if (!snippets) return at.hasColon ? written : `${written}: ${isJson ? '""' : ""}`;
  const key = fact.isPrefix ? withGuid(written, cursor.quote !== "" || isJson) : literal(written);
  if (at.hasColon) return key;
  const index = fact.isPrefix ? 2 : 1;
  return `${key}: ${valueSnippet(fact, podKind(view), isJson, index)}${at.needsComma ? "," : ""}`;
}

/** A key as the map writes it, quoted as it was begun. */
export function writtenKey(
  key: string,
  { set, quote }: { readonly set: AnnotationSet; readonly quote: string },
): string {
  if (set.syntax === "json") return encodeScalar(key, "json");
  return quote === "" ? encodeScalar(key, "plain") : `${quote}${key}${quote}`;
}

const anyGuid = "00000000-0000-0000-0000-000000000000";

function withGuid(written: string, isQuoted: boolean): string {
  const quote = isQuoted ? written.slice(-1) : "";
  return `${literal(isQuoted ? written.slice(0, -1) : written)}${placeholder(1, anyGuid)}${quote}`;
}
