import { formatHresult } from "./hresult.ts";
import { hresultFacts } from "./hresult-table.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** The HRESULTs that this host explains, as a Markdown table. */
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
