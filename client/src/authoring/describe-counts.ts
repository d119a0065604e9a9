import type { ValidateWorkspaceResult } from "../../../server/src/protocol.ts";

type Counts = Omit<ValidateWorkspaceResult, "findings">;

/** "3 errors and 1 note in 12 files." What has no finding is left out. */
export function describeCounts({ error, warning, information, hint, ...counts }: Counts): string {
  const files = counts.files === 1 ? "1 file" : `${counts.files} files`;
  const named = [
    [error, "error"],
    [warning, "warning"],
    [information + hint, "note"],
  ] as const;
  const parts = named.flatMap(([count, noun]) => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`]));
  const last = parts.pop();
  if (last === undefined) return `No problems found in ${files}.`;
  return `${parts.length === 0 ? last : `${parts.join(", ")} and ${last}`} in ${files}.`;
}
