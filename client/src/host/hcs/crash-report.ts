import { parseJson } from "../../infrastructure/unknown.ts";
import { member, textMember } from "../json.ts";

/** Longest text of a crash report that is kept in a message. */
const mostText = 600;

/**
 * A guest's crash in words, from HCS's `CrashReport`: what the guest wrote of it, and the first of its crash parameters, which is
 * the stop code of Windows. A report that says neither is told as it is.
 */
export function describeCrash(report: string): string {
  const value = parseJson(report);
  const log = textMember(value, "CrashLog", mostText)?.trim() ?? "";
  const parameters = member(value, "CrashParameters");
  const code: unknown = Array.isArray(parameters) ? parameters[0] : undefined;
  const told = Number.isSafeInteger(code) ? `code 0x${Number(code).toString(16).toUpperCase()}` : "";
  if (log === "") return told === "" ? report.slice(0, mostText) : told;
  return told === "" ? log : `${log} (${told})`;
}
