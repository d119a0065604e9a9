import { isOurs } from "../../annotations/is-ours.ts";
import type { Rule } from "../rule.ts";
import { remove } from "../support/fixes.ts";
import { onKey, related } from "../support/report.ts";

export const duplicateKeyRule: Rule = {
  code: "duplicate-key",
  title: "The same key twice",
  severity: "warning",
  help: `A map has one value for a key. kubectl, crictl and hcsshim read the whole map and keep the last value; the earlier one is lost
without a message. Other tools refuse the file.

Keep one of them.

Source: \`sigs.k8s.io/yaml\` and Go's \`encoding/json\`, as kubectl, crictl and the shim use them.`,
  examples: {
    bad: `io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "4096"
io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "8192"`,
    good: `io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "8192"`,
  },
  check(context, tell) {
    if (!context.repeatsKeys) return;
    const last = new Map(context.set.annotations.map((annotation) => [annotation.key, annotation]));
    for (const annotation of context.set.annotations) {
      const winner = last.get(annotation.key);
      if (winner === undefined || winner === annotation || !isOurs(annotation.key)) continue;
      const isSame = winner.value === annotation.value;
      tell(
        onKey(annotation, "This key is given again further down, and the last value counts. Remove one of them.", {
          tags: ["unnecessary"],
          related: [related(winner, "The value that counts")],
          fixes: () => [remove(context, annotation, isSame ? "preferred" : "offered")],
        }),
      );
    }
  },
};
