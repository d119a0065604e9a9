import { nearestKey } from "./nearest-key.ts";

/** The families of hcsshim's keys. Other keys of `microsoft.com/` belong to others. */
const families: readonly string[] = ["io.microsoft.", "microsoft.com/host", "microsoft.com/disable-host"];

/**
 * Whether a key was meant for hcsshim, known to it or not: it begins like one of its families (letter case and blanks
 * aside), or it names Microsoft and is a near miss of a real key, such as `io_microsoft_wcow_debug`.
 */
export function isOurs(key: string): boolean {
  const folded = key.trim().toLowerCase();
  if (families.some((family) => folded.startsWith(family))) return true;
  return folded.includes("microsoft") && nearestKey(key) !== undefined;
}
