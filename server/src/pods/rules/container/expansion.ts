import { parseBool } from "../../annotations/go-values.ts";
import { expansions } from "../../annotations/registry.ts";
import type { Annotation } from "../../manifest/annotation-set.ts";
import type { Report, Rule, RuleContext } from "../rule.ts";
import { remove, setValue } from "../support/fixes.ts";
import { onKey, onValue, related, shown } from "../support/report.ts";

/** The keys that stand for others. */
const groupKeys = expansions.map(({ key }) => key);

const source = "Source: `internal/oci/annotations.go:ProcessAnnotations`.";

const whatItDoes = `\`io.microsoft.disable-unsafe-operations\` stands for four other annotations. Before anything else is read, hcsshim
copies its text, as it is, to

- \`io.microsoft.container.wcow.gmsa.disable\`
- \`io.microsoft.virtualmachine.fileshares.disablewritable\`
- \`io.microsoft.virtualmachine.wcow.virtualSMB.nodirectmap\`
- \`microsoft.com/disable-hostprocess-container\``;

/** Every pair of an expanding annotation and one of its parts that the same map gives too. */
function* expandedPairs(context: RuleContext): Iterable<{ readonly group: Annotation; readonly part: Annotation }> {
  if (context.set.level === "misplaced") return;
  for (const { key: name, expandsTo } of expansions) {
    const group = context.get(name);
    if (group === undefined) continue;
    for (const partName of expandsTo) {
      const part = context.get(partName);
      if (part !== undefined) yield { group, part };
    }
  }
}

/** The expanding annotations of the map themselves. */
function* groups(context: RuleContext): Iterable<Annotation> {
  if (context.set.level === "misplaced") return;
  for (const { key: name } of expansions) {
    const group = context.get(name);
    if (group !== undefined && group.valueType === "string") yield group;
  }
}

const conflictRule: Rule = {
  code: "expansion-conflict",
  title: "Annotation that contradicts its group",
  severity: "error",
  about: groupKeys,
  help: `${whatItDoes}

Where one of them is there already with another text, the task is refused: \`annotation expansion conflict: …\`. The texts are
compared byte for byte, so \`"true"\` and \`"True"\` conflict although both mean the same.

Remove the single annotation, or give both the same text.

${source}`,
  examples: {
    bad: `io.microsoft.disable-unsafe-operations: "true"
io.microsoft.virtualmachine.fileshares.disablewritable: "false"`,
    good: `io.microsoft.disable-unsafe-operations: "true"`,
  },
  check(context, tell) {
    for (const { group, part } of expandedPairs(context)) {
      if (group.value === part.value) continue;
      const message = `hcsshim refuses the task: ${group.key} sets this key to ${shown(group.value)}, and the texts must be identical. Remove this annotation or write ${shown(group.value)}.`;
      tell(
        onValue(part, message, {
          related: [related(group, "The value that is copied here")],
          fixes: () => [remove(context, part), setValue(context, part, group.value)],
        }),
      );
    }
  },
};

const redundantRule: Rule = {
  code: "expansion-redundant",
  title: "Annotation that its group sets already",
  severity: "hint",
  about: groupKeys,
  help: `${whatItDoes}

Giving one of them again with the same text changes nothing.

${source}`,
  examples: {
    bad: `io.microsoft.disable-unsafe-operations: "true"
io.microsoft.virtualmachine.fileshares.disablewritable: "true"`,
    good: `io.microsoft.disable-unsafe-operations: "true"`,
  },
  check(context, tell) {
    for (const { group, part } of expandedPairs(context)) {
      if (group.value !== part.value) continue;
      tell(
        onKey(part, `${group.key} sets this key to the same text already. This line can go.`, {
          tags: ["unnecessary"],
          related: [related(group, "Sets it too")],
          fixes: () => [remove(context, part, "preferred")],
        }),
      );
    }
  },
};

const falseRule: Rule = {
  code: "expansion-without-effect",
  title: "Group of protections that is switched off or unreadable",
  severity: "warning",
  about: groupKeys,
  help: `${whatItDoes}

\`"false"\` protects against nothing (an information); a text that is not a Go boolean is copied too, and each of the four is then logged
as unparsable and stays off (a warning).

Write \`"true"\`, or remove the annotation.

${source}`,
  examples: {
    bad: `io.microsoft.disable-unsafe-operations: "yes"`,
    good: `io.microsoft.disable-unsafe-operations: "true"`,
  },
  check(context, tell) {
    for (const group of groups(context)) {
      const parsed = parseBool(group.value);
      if (parsed.ok && parsed.value) continue;
      tell(parsed.ok ? switchedOff(context, group) : unreadable(context, group));
    }
  },
};

function switchedOff(context: RuleContext, group: Annotation): Report {
  const message = `hcsshim copies ${shown(group.value)} to the four protections that this key stands for, so none is on. Remove it, or write "true".`;
  return onValue(group, message, {
    severity: "information",
    fixes: () => [remove(context, group), setValue(context, group, "true")],
  });
}

function unreadable(context: RuleContext, group: Annotation): Report {
  const message = `hcsshim copies ${shown(group.value)} to the four protections that this key stands for, cannot read it there as a boolean, and leaves them off. Write "true".`;
  return onValue(group, message, { fixes: () => [setValue(context, group, "true", "preferred")] });
}

/** What `ProcessAnnotations` makes of annotations that stand for others. */
export const expansionRules: readonly Rule[] = [conflictRule, redundantRule, falseRule];
