import type { CompletionItem } from "vscode-languageserver/node";
import type { AnnotationFact } from "../../pods/annotations/annotation-fact.ts";
import { allFacts } from "../../pods/annotations/registry.ts";
import { encodeScalar } from "../../pods/edits/encode-scalar.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import { keyLabel } from "../authoring/key-label.ts";
import { shownKey } from "../markdown/describe-fact.ts";
import type { Cursor } from "./cursor.ts";
import type { KeyCandidate, KeyPlace } from "./key-candidates.ts";
import { keyFit } from "./key-fit.ts";
import { propertyKind, snippetFormat } from "./lsp-kinds.ts";
import { literal, placeholder } from "./snippet-text.ts";
import { valueSnippet } from "./value-snippet.ts";

/** A completion that is not placed in the file yet: where it goes is the cursor's matter. */
export type Suggestion = Omit<CompletionItem, "textEdit"> & { readonly newText: string };

/** Every key that may be offered, those first that fit. */
export const keyCandidates = (place: KeyPlace): readonly KeyCandidate[] =>
  allFacts.flatMap((fact) => {
    const fit = keyFit(fact, place.view);
    if (fit === undefined) return [];
    return [
      {
        suggestion: {
          ...labelOf(shownKey(fact), fit.note, place),
          data: fact.key,
          kind: propertyKind,
          newText: keyText(fact, fact.key, place),
          ...(place.snippets ? { insertTextFormat: snippetFormat } : {}),
        },
        rank: fit.rank,
        keys: [fact.key],
        texts: [fact.key.toLowerCase()],
      },
    ];
  });

/** What a list shows of a key: where it can, only what tells it from others, and beside it why it does not fit. */
export const labelOf = (
  key: string,
  note: string | undefined,
  { labelDetails }: KeyPlace,
): Pick<CompletionItem, "label" | "labelDetails"> => ({
  label: labelDetails ? keyLabel(key) : key,
  // Without details, VS Code gives their room to `detail`.
  labelDetails: note === undefined ? {} : { description: note },
});

/** The keys of a map other than the one being typed. */
export const keysBeside = ({ set, replaced }: Cursor): ReadonlySet<string> =>
  new Set(
    set.annotations
      .filter(({ keySpan }) => keySpan.end < replaced.start || keySpan.start > replaced.end)
      .map(({ key }) => key),
  );

/** A key, and where it has none yet, a value as the fact has it. */
export function keyText(fact: AnnotationFact, name: string, { syntax, quote, at, view, snippets }: KeyPlace): string {
  const isJson = syntax === "json";
  const written = writtenKey(name, syntax, quote);
  if (!snippets) return at.hasColon ? written : `${written}: ${isJson ? '""' : ""}`;
  const key = fact.isPrefix ? withGuid(written, quote !== "" || isJson) : literal(written);
  if (at.hasColon) return key;
  const index = fact.isPrefix ? 2 : 1;
  return `${key}: ${valueSnippet(fact, podKind(view), isJson, index)}${at.needsComma ? "," : ""}`;
}

/** A key as the map writes it, quoted as it was begun. */
export function writtenKey(key: string, syntax: KeyPlace["syntax"], quote: KeyPlace["quote"]): string {
  if (syntax === "json") return encodeScalar(key, "json");
  return quote === "" ? encodeScalar(key, "plain") : `${quote}${key}${quote}`;
}

const anyGuid = "00000000-0000-0000-0000-000000000000";

function withGuid(written: string, isQuoted: boolean): string {
  const quote = isQuoted ? written.slice(-1) : "";
  return `${literal(isQuoted ? written.slice(0, -1) : written)}${placeholder(1, anyGuid)}${quote}`;
}
