import type { ValidateWorkspaceResult } from "../../../server/src/protocol.ts";

type Counts = Omit<ValidateWorkspaceResult, "findings" | "unread">;

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

/** As many names as a message has room for. */
const mostNames = 3;

/** What could not be looked at, as a sentence behind the counts; empty where all was. */
export function describeUnread(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return ` Not read, for want of permission or for their size: ${names.slice(0, mostNames).join(", ")}${more}.`;
}
