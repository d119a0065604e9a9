import { listRules } from "./explain.ts";
import { rulePage } from "./rule-page.ts";

/** The files of the folder server/docs/rules by name: a page for each rule, and the index. */
export const rulePages = (): ReadonlyMap<string, string> =>
  new Map([["README.md", rulesIndex()], ...listRules().map((rule) => [`${rule.code}.md`, rulePage(rule)] as const)]);

function rulesIndex(): string {
  const rows = listRules().map(({ code, title, severity }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return `# Rules

**error**: hcsshim refuses the pod, or its guest fails. **warning**: something is silently ignored or replaced. Below that:
**information** and **hint**.

| code | severity | finds |
|---|---|---|
${rows.join("\n")}
`;
}
