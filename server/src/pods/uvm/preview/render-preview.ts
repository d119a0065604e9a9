import type { BootPlan } from "../plan/boot-plan.ts";
import { planSteps } from "../plan/plan-steps.ts";
import { describeSandbox } from "../summary.ts";
import { annotateJson } from "./annotated-json.ts";
import { documentRemark } from "./document-remarks.ts";
import type { ExplainedSandbox } from "./explain-option.ts";
import { optionLines } from "./option-lines.ts";

/** What a preview shows. */
export interface PreviewedSandbox extends ExplainedSandbox {
  readonly plan: BootPlan;
  /** Logical processors of the host, where known. */
  readonly hostProcessors: number | undefined;
}

const comment = (line: string): string => (line === "" ? "//" : `// ${line.replaceAll(/[\r\n\u2028\u2029]+/g, " ")}`);

function refusalLines({ refusals }: PreviewedSandbox["resolved"]): readonly string[] {
  if (refusals.length === 0) return [];
  return ["", "Refused", ...refusals.map(({ message, by }) => `  ${by === "guest" ? "by the guest: " : ""}${message}`)];
}

function replacedLines({ overrides, warnings }: PreviewedSandbox["resolved"]): readonly string[] {
  const lines = [
    ...overrides.map(({ key, written, effective, because }) => `  ${key}: "${written}" → ${effective} (${because})`),
    ...warnings.map(({ key, message }) => `  ${key}: ${message}`),
  ];
  return lines.length === 0 ? [] : ["", "Not as written", ...lines];
}

/**
 * A sandbox explained, as JSON with comments: options and where they come from, what booting does to the host, and the
 * HCS document with a remark on each line that has a source. Without a document the text ends in `null`.
 */
export function renderPreview(sandbox: PreviewedSandbox): string {
  const { resolved, plan, hostProcessors } = sandbox;
  const head = [
    describeSandbox(resolved, hostProcessors),
    ...refusalLines(resolved),
    ...replacedLines(resolved),
    ...(resolved.uvm === undefined ? [] : ["", "Options", ...optionLines(sandbox).map((line) => `  ${line}`)]),
    "",
    "Boot plan",
    ...planSteps(plan).map(({ what, detail }) => `  ${what.padEnd(16)}${detail}`),
    "",
    "HCS document",
  ];
  const document =
    plan.document === null
      ? "null"
      : annotateJson(plan.document, (path, value) => documentRemark(path, value, sandbox));
  return `${head.map(comment).join("\n")}\n${document}\n`;
}
