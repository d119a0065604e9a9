import { lookup } from "../../pods/annotations/registry.ts";
import { doubleQuoted, encodeScalar } from "../../pods/edits/encode-scalar.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { podKind } from "../../pods/rules/support/facts.ts";
import type { ScalarStyle } from "../../pods/yaml/tree.ts";
import type { Cursor, ValueCursor } from "./cursor.ts";
import type { Suggestion } from "./key-items.ts";
import { valueKind } from "./lsp-kinds.ts";
import { suggestedValues } from "./suggested-values.ts";

/** The values that the key's type knows, written as the document needs them. */
export function valueSuggestions(cursor: Cursor, at: ValueCursor, view: RuleContext): Suggestion[] {
  const fact = lookup(at.key);
  if (fact === undefined) return [];
  return suggestedValues(fact, podKind(view)).map(({ value, label, note }, index) => ({
    label: label ?? value,
    kind: valueKind,
    ...(note === undefined ? {} : { detail: note }),
    sortText: String(index),
    filterText: `${cursor.quote}${label ?? value}`,
    newText: valueText(value, cursor, at),
  }));
}

/** A value quoted as it was begun, or as its text needs it. */
export const valueText = (value: string, cursor: Cursor, at: ValueCursor): string =>
  `${at.needsBlank ? " " : ""}${cursor.quote === '"' ? doubleQuoted(value) : encodeScalar(value, styleOf(cursor))}`;

function styleOf({ set, quote }: Cursor): ScalarStyle {
  if (set.syntax === "json") return "json";
  return quote === "" ? "plain" : "single";
}
