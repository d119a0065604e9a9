import type { ValidateWorkspaceResult } from "../../../server/src/protocol.ts";

type Counts = Omit<ValidateWorkspaceResult, "findings">;

const severities = [
  ["error", "error", "errors"],
  ["warning", "warning", "warnings"],
  ["information", "information", "informations"],
  ["hint", "hint", "hints"],
] as const;

/** "3 errors and 1 hint in 12 files." Severities without a finding are left out. */
export function describeCounts(counts: Counts): string {
  const files = counts.files === 1 ? "1 file" : `${counts.files} files`;
  const parts = severities.flatMap(([name, one, many]) => {
    const count = counts[name];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  const last = parts.pop();
  if (last === undefined) return `Nothing to complain about in ${files}.`;
  return `${parts.length === 0 ? last : `${parts.join(", ")} and ${last}`} in ${files}.`;
}
