import type { Examples, RuleFacts } from "./rule.ts";

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

/** An example as far as a page shows it. */
export const shownExample = (example: string): string =>
  example
    .trim()
    .split("\n")
    .map((line) => (line.length <= maxLineLength ? line : `${line.slice(0, maxLineLength)}…`))
    .join("\n");

function exampleBlock(examples: Examples, which: "bad" | "good"): string {
  const example = examples[which];
  return `\`\`\`${examples.language ?? (example.startsWith("{") ? "json" : "yaml")}\n${shownExample(example)}\n\`\`\``;
}
