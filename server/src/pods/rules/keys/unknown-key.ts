import { lookup, removedKeys } from "../../annotations/registry.ts";
import type { Rule } from "../rule.ts";
import { remove, rename } from "../support/fixes.ts";
import { isMeantForUs, probablyMeant } from "../support/ours.ts";
import { onKey } from "../support/report.ts";
import { differsInCase } from "./key-case.ts";

export const unknownKeyRule: Rule = {
  code: "unknown-key",
  title: "Key that hcsshim does not know",
  severity: "warning",
  about: (key) => lookup(key) === undefined,
  help: `hcsshim looks its annotations up by their exact keys. A key of its families (\`io.microsoft.…\`, \`microsoft.com/hostprocess…\`) that
is none of them is passed over without an error or a log line, so the pod runs as if it were not there.

The nearest known key is offered where there is one.

Source: \`pkg/annotations/annotations.go\`; the lookups are by byte-for-byte equality (\`internal/oci/annotations.go\`).`,
  examples: {
    bad: `io.microsoft.virtualmachine.computetopology.memory.sizeinMiB: "4096"`,
    good: `io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"`,
  },
  check(context, tell) {
    for (const annotation of context.set.annotations) {
      const { key } = annotation;
      if (lookup(key) !== undefined || annotation.valueType === "missing") continue;
      if (removedKeys.has(key) || differsInCase(key) !== undefined || !isMeantForUs(key)) continue;
      const nearest = probablyMeant(key);
      const isFree = nearest !== undefined && !context.has(nearest);
      const advice = nearest === undefined ? "Remove it." : `Did you mean ${nearest}?`;
      tell(
        onKey(annotation, `hcsshim knows no such key and ignores it. ${advice}`, {
          tags: nearest === undefined ? ["unnecessary"] : [],
          fixes: () =>
            nearest !== undefined && isFree
              ? [rename(annotation, nearest, isSlip(key, nearest) ? "preferred" : "offered")]
              : [remove(context, annotation)],
        }),
      );
    }
  },
};

/** Whether two keys differ by one slip of the finger: a character more, less, other, or two swapped. */
function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1) return false;
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start += 1;
  let fromEnd = 0;
  const shorter = Math.min(written.length, meant.length) - start;
  while (fromEnd < shorter && written.at(-1 - fromEnd) === meant.at(-1 - fromEnd)) fromEnd += 1;
  const left = written.slice(start, written.length - fromEnd);
  const right = meant.slice(start, meant.length - fromEnd);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
