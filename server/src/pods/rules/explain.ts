import { configRules } from "../containerd/rules/index.ts";
import { allRules } from "./all-rules.ts";
import type { Examples, RuleFacts } from "./rule.ts";

const rules: readonly RuleFacts[] = [...allRules, ...configRules];
const byCode: ReadonlyMap<string, RuleFacts> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule with this code. */
export const ruleByCode = (code: string): RuleFacts | undefined => byCode.get(code);

/** All rules, those about containerd's configuration too, by code. */
export const listRules = (): readonly RuleFacts[] => [...rules].sort((a, b) => (a.code < b.code ? -1 : 1));

/** A rule's page in Markdown: what `explain` prints and the docs folder holds. */
export const rulePage = (rule: RuleFacts): string => `# ${rule.title}

\`${rule.code}\` · default severity: **${rule.severity}**

${rule.help.trim()}

## Example

Raises it:

${exampleBlock(rule.examples, "bad")}

Does not:

${exampleBlock(rule.examples, "good")}

---

To suppress it: \`# confidential-pods-disable-next-line ${rule.code}\` above the line, or set its severity to \`off\` in the settings.
`;

/** A policy of a quarter of a megabyte is not worth its space on a page. */
const maxLineLength = 160;

function exampleBlock(examples: Examples, which: "bad" | "good"): string {
  const example = examples[which];
  const lines = example.trim().split("\n");
  const shown = lines.map((line) => (line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)}…`));
  return `\`\`\`${examples.language ?? (example.startsWith("{") ? "json" : "yaml")}\n${shown.join("\n")}\n\`\`\``;
}
