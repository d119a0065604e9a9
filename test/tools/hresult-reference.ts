import { formatHresult } from "../../client/src/host/hcs/hresult.ts";
import { hresultFacts } from "../../client/src/host/hcs/hresult-table.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** The HRESULTs that the host explains, as a Markdown table. */
export const hresultTable = (): string =>
  [
    "| HRESULT | name | what it says | what to do |",
    "| --- | --- | --- | --- |",
    ...hresultFacts.map(
      ({ code, name, meaning, advice }) =>
        `| \`${formatHresult(code)}\` | ${name} | ${cell(meaning)} | ${cell(advice)} |`,
    ),
    "",
  ].join("\n");

/** The page of troubleshooting, whose last chapter is the table. */
export const troubleshootingFile = "client/docs/troubleshooting.md";

const heading = "## Every HRESULT\n";

/** The page with the table as it is now. @throws where the page has no chapter for it */
export function withHresults(page: string): string {
  const at = page.indexOf(heading);
  if (at < 0) throw new Error(`${troubleshootingFile} has no chapter "${heading.trim()}"`);
  return `${page.slice(0, at)}${heading}\n${hresultTable()}`;
}
