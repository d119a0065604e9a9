import { allFacts, lookup, removedKeys } from "../../pods/annotations/registry.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isForPlatform } from "../../pods/rules/support/facts.ts";
import type { Cursor, KeyCursor } from "./cursor.ts";
import { keysBeside, keyText, type Suggestion } from "./key-items.ts";

/** LSP `CompletionItemKind.Property`, `CompletionItemTag.Deprecated`, `InsertTextFormat.Snippet`. */
const property = 10;
const deprecatedTag = 1;
const snippetFormat = 2;

/** A key that another one took the place of. */
interface OldKey {
  readonly oldKey: string;
  readonly newKey: string;
  readonly isStillRead: boolean;
}

function oldKeys({ target }: RuleContext): readonly OldKey[] {
  const deprecated = allFacts.flatMap(({ key, deprecated }) =>
    deprecated === undefined ? [] : [{ oldKey: key, newKey: deprecated.replacedBy, isStillRead: false }],
  );
  const removed = [...removedKeys.values()].flatMap(({ oldKey, newKey, readBy }) =>
    newKey === null ? [] : [{ oldKey, newKey, isStillRead: readBy[target.hcsshim] }],
  );
  return [...deprecated, ...removed];
}

/**
 * Keys that were renamed, struck through and behind all others: whoever remembers the old name gets the new key. A release
 * that still reads the old one gets that, not struck through.
 */
export function oldKeySuggestions(cursor: Cursor, at: KeyCursor, view: RuleContext, snippets: boolean): Suggestion[] {
  if (view.set.level === "misplaced") return [];
  const taken = keysBeside(cursor);
  return oldKeys(view).flatMap(({ oldKey, newKey, isStillRead }) => {
    const written = isStillRead ? oldKey : newKey;
    const fact = lookup(newKey);
    if (fact === undefined || taken.has(written) || !isForPlatform(fact, view.set.platform.value)) return [];
    if (!isStillRead && !fact.readBy[view.target.hcsshim]) return [];
    return [
      {
        label: oldKey,
        kind: property,
        ...(isStillRead ? {} : { labelDetails: { description: `now ${newKey}` }, tags: [deprecatedTag] }),
        sortText: isStillRead ? "0" : "4",
        ...(cursor.quote === "" ? {} : { filterText: `${cursor.quote}${oldKey}` }),
        newText: keyText(fact, written, cursor, at, view, snippets),
        ...(snippets ? { insertTextFormat: snippetFormat } : {}),
        data: newKey,
      },
    ];
  });
}
