import { writeGoJson } from "../plan/go-json.ts";
import type { OptionValue } from "../resolved.ts";
import { type ExplainedSandbox, explainOption, type OptionSource } from "./explain-option.ts";

/** Longer values are cut: a policy says nothing to a reader here. Characters. */
const maxValueLength = 60;

/** What the document decides comes first. */
const order: readonly OptionSource["from"][] = ["annotation", "handler", "rule", "default"];

function valueText(value: OptionValue): string {
  // A policy may have megabytes.
  const text = writeGoJson(typeof value === "string" ? value.slice(0, maxValueLength) : value);
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength - 1)}…` : text;
}

/** hcsshim's options, one a line with its value and where that comes from, in columns. */
export function optionLines(sandbox: ExplainedSandbox): readonly string[] {
  const rows = Object.entries(sandbox.resolved.options).map(([name, value]) => ({
    name,
    value: valueText(value),
    source: explainOption(name, sandbox),
  }));
  rows.sort((a, b) => order.indexOf(a.source.from) - order.indexOf(b.source.from));
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const valueWidth = Math.min(32, Math.max(...rows.map(({ value }) => value.length)));
  return rows.map(
    ({ name, value, source }) => `${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${source.text}`,
  );
}
