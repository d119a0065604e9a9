import type { BootRequest, PlannedBoot } from "../../../../server/src/protocol.ts";
import { indentJson } from "./indent-json.ts";

const comment = (line: string): string => (line === "" ? "//" : `// ${line.replaceAll(/[\r\n\u2028\u2029]+/g, " ")}`);

/** The columns of a plan's steps. */
const stepWidth = 16;

/** What a boot does, as JSON with comments: its steps in their order, then the document as it is sent to HCS. */
export function planText(
  { summary, steps, findings }: PlannedBoot,
  { plan, runFolder, recordFolder, newScratch, timeouts }: BootRequest,
): string {
  const scratch =
    newScratch === null ? [] : [["make scratch", `${newScratch.path}, ${newScratch.sizeInBytes / 2 ** 30} GiB`]];
  const places: readonly (readonly [string, string])[] = [
    ["work folder", runFolder],
    ["record", recordFolder],
    ["patience", `${(timeouts?.connection ?? 0) / 1000} s from the VM's start until its guest has connected`],
  ];
  const lines = [
    summary,
    "",
    ...[...places, ...scratch, ...steps.map(({ what, detail }) => [what, detail] as const)].map(
      ([what = "", detail = ""]) => `${what.padEnd(stepWidth)}${detail}`,
    ),
    ...findings.map(({ line, message }) => `${"finding".padEnd(stepWidth)}line ${line + 1}: ${message}`),
    "",
    "HCS document",
  ];
  return `${lines.map(comment).join("\n")}\n${plan.document === null ? "null" : indentJson(plan.document)}\n`;
}
