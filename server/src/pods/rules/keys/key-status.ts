import { lookup, removedKeys } from "../../annotations/registry.ts";
import type { Rule } from "../rule.ts";
import { whereFact } from "../support/facts.ts";
import { remove, rename } from "../support/fixes.ts";
import { onKey } from "../support/report.ts";

const removedRule: Rule = {
  code: "removed-key",
  title: "Key that hcsshim no longer reads",
  severity: "warning",
  about: (key) => removedKeys.has(key),
  help: `hcsshim renamed some keys over the years and dropped others. There is no fallback: the old key is ignored without a message.

Where a key took its place, rename it; where the feature is gone, remove the annotation. Keys that an older hcsshim still reads are
judged by the release chosen in the settings (\`lcow.bootfilesrootpath\` is right for 0.14).

Keys of other programs that look like hcsshim's (those of the Azure CRI) are pointed out as a hint.

Source: the history of \`pkg/annotations/annotations.go\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.wcow.forwardlogs: "true"`,
    good: `io.microsoft.virtualmachine.forwardlogs.enable: "true"`,
  },
  check(context, tell) {
    for (const annotation of context.set.annotations) {
      const removed = removedKeys.get(annotation.key);
      if (removed === undefined || removed.readBy[context.target.hcsshim]) continue;
      const { newKey, note, origin } = removed;
      if (origin === "foreign") {
        tell(onKey(annotation, note, { severity: "hint" }));
        continue;
      }
      const advice = newKey === null ? "Remove it." : `Write ${newKey}.`;
      tell(
        onKey(annotation, `hcsshim does not read this key and ignores it. ${note} ${advice}`, {
          tags: ["deprecated"],
          fixes: () =>
            newKey === null || context.has(newKey)
              ? [remove(context, annotation, "preferred")]
              : [rename(annotation, newKey, "preferred")],
        }),
      );
    }
  },
};

const newerRule: Rule = {
  code: "key-not-in-release",
  title: "Key that the chosen hcsshim does not know",
  severity: "warning",
  about: whereFact(({ readBy }) => Object.values(readBy).includes(false)),
  help: `The setting (or \`--hcsshim\`) says for which release of hcsshim the specs are written. A key that a later release introduced is ignored
by the chosen one without a message: 0.14 knows no debug mode, no confidential Windows pods, and only
\`io.microsoft.virtualmachine.lcow.bootfilesrootpath\`.

Source: the history of \`pkg/annotations/annotations.go\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.bootfilesrootpath: 'C:\\boot'
io.microsoft.virtualmachine.lcow.kerneldirectboot: "true"`,
    good: `io.microsoft.virtualmachine.lcow.bootfilesrootpath: 'C:\\boot'
io.microsoft.virtualmachine.lcow.kerneldirectboot: "true"`,
    target: { hcsshim: "0.14" },
  },
  check(context, tell) {
    const { hcsshim } = context.target;
    for (const { annotation, fact } of context.known) {
      if (fact.neverRead || fact.readBy[hcsshim]) continue;
      const old = [...removedKeys.values()].find(({ newKey, readBy }) => newKey === fact.key && readBy[hcsshim]);
      const advice = old === undefined ? "" : ` There it is ${old.oldKey}.`;
      tell(
        onKey(
          annotation,
          `hcsshim ${hcsshim} does not read this key and ignores it; it came with ${fact.since}.${advice}`,
          {
            fixes: () => [
              ...(old === undefined || context.has(old.oldKey) ? [] : [rename(annotation, old.oldKey)]),
              remove(context, annotation),
            ],
          },
        ),
      );
    }
  },
};

const neverReadRule: Rule = {
  code: "never-read-key",
  title: "Key that hcsshim declares and never reads",
  severity: "warning",
  about: whereFact(({ neverRead }) => neverRead),
  help: `A few keys are declared in hcsshim's source, but no code reads them: \`io.microsoft.cri.tenant-sandbox-id\`,
\`io.microsoft.lcow.gpuvhdpath\` and \`io.microsoft.virtualmachine.lcow.amd-certificate\` (both guests read
\`io.microsoft.virtualmachine.wcow.amd-certificate\`). They have no effect.

Source: no use outside of \`pkg/annotations/annotations.go\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.lcow.amd-certificate: "bm9uZQ=="`,
    good: `io.microsoft.virtualmachine.lcow.hostnetwork: "true"`,
  },
  check(context, tell) {
    for (const { annotation, fact } of context.known) {
      if (!fact.neverRead) continue;
      const replacement = fact.deprecated?.replacedBy;
      const successor = replacement !== undefined && lookup(replacement) !== undefined ? replacement : undefined;
      const reason = fact.deprecated === undefined ? "" : `: ${fact.deprecated.reason}`;
      const advice = successor === undefined ? "Remove it." : `Write ${successor}.`;
      tell(
        onKey(annotation, `hcsshim declares this key, but none of its code reads it${reason}. ${advice}`, {
          tags: [fact.deprecated === undefined ? "unnecessary" : "deprecated"],
          fixes: () => [
            ...(successor === undefined || context.has(successor) ? [] : [rename(annotation, successor)]),
            remove(context, annotation),
          ],
        }),
      );
    }
  },
};

const internalRule: Rule = {
  code: "internal-key",
  title: "Key that hcsshim keeps for itself",
  severity: "hint",
  about: whereFact(({ internal }) => internal),
  help: `Some keys are declared in hcsshim's internal package. They work, but its authors keep them for tests and their own tools, and may
change them in any release.

Source: \`internal/annotations\`.`,
  examples: {
    bad: `io.microsoft.virtualmachine.console.pipe: '\\\\.\\pipe\\uvm'`,
    good: `io.microsoft.virtualmachine.computetopology.memory.sizeinmb: "2048"`,
  },
  check(context, tell) {
    for (const { annotation, fact } of context.known) {
      if (!fact.internal) continue;
      tell(
        onKey(
          annotation,
          "This key is declared in hcsshim's internal package: it works, but may change in any release.",
        ),
      );
    }
  },
};

/** Keys that are known, but not (or no longer, or not yet) meant to be used. */
export const statusRules: readonly Rule[] = [removedRule, newerRule, neverReadRule, internalRule];
