import { allFacts, lookup, removedKeys } from "../../pods/annotations/registry.ts";
import type { RuleContext } from "../../pods/rules/rule.ts";
import { isForPlatform } from "../../pods/rules/support/facts.ts";
import { keyLabel } from "../authoring/key-label.ts";
import type { KeyCandidate, KeyPlace } from "./key-candidates.ts";
import { renamed } from "./key-fit.ts";
import { keyText, labelOf } from "./key-items.ts";
import { deprecatedTag, propertyKind, snippetFormat } from "./lsp-kinds.ts";

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
export function oldKeyCandidates(place: KeyPlace): readonly KeyCandidate[] {
  const { set, target } = place.view;
  if (set.level === "misplaced") return [];
  return oldKeys(place.view).flatMap(({ oldKey, newKey, isStillRead }) => {
    const written = isStillRead ? oldKey : newKey;
    const fact = lookup(newKey);
    if (fact === undefined || !isForPlatform(fact, set.platform.value, target.hcsshim)) return [];
    if (!isStillRead && !fact.readBy[target.hcsshim]) return [];
    return [
      {
        suggestion: {
          ...labelOf(oldKey, isStillRead ? undefined : `now ${keyLabel(newKey)}`, place),
          kind: propertyKind,
          ...(isStillRead ? {} : { tags: [deprecatedTag] }),
          newText: keyText(fact, written, place),
          ...(place.snippets ? { insertTextFormat: snippetFormat } : {}),
          data: newKey,
        },
        rank: isStillRead ? 0 : renamed,
        keys: [written],
        texts: [oldKey.toLowerCase()],
      },
    ];
  });
}
