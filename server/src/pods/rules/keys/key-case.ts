import { allFacts, lookup } from "../../annotations/registry.ts";
import type { Rule } from "../rule.ts";
import { remove, rename } from "../support/fixes.ts";
import { onKey } from "../support/report.ts";

let byLowerCase: ReadonlyMap<string, string> | undefined;

/** The known key that this text is in other letter case; undefined for a known key and for any other text. */
export function differsInCase(text: string): string | undefined {
  byLowerCase ??= new Map(allFacts.map(({ key }) => [key.toLowerCase(), key]));
  const known = byLowerCase.get(text.toLowerCase());
  return known === text ? undefined : known;
}

export const keyCaseRule: Rule = {
  code: "key-case",
  title: "Key in the wrong letter case",
  severity: "warning",
  about: (key) => differsInCase(key) !== undefined,
  help: `hcsshim compares keys byte for byte, so a key that differs from a known one only in the case of its letters is ignored without a
message. Most keys are all lower case; \`io.microsoft.virtualmachine.wcow.virtualSMB.nodirectmap\` is not.

Source: lookups in \`internal/oci/annotations.go\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.virtualsmb.nodirectmap: "true"`,
    good: `io.microsoft.virtualmachine.wcow.virtualSMB.nodirectmap: "true"`,
  },
  check(context, tell) {
    for (const annotation of context.set.annotations) {
      if (annotation.valueType === "missing" || lookup(annotation.key) !== undefined) continue;
      const known = differsInCase(annotation.key);
      if (known === undefined) continue;
      const message = `hcsshim compares keys byte for byte and ignores this one: the key is spelt ${known}.`;
      tell(
        onKey(annotation, message, {
          fixes: () => (context.has(known) ? [remove(context, annotation)] : [rename(annotation, known, "preferred")]),
        }),
      );
    }
  },
};
