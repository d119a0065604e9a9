import type { RunResult } from "../../../../server/src/protocol.ts";
import type { BootSession } from "../session/boot-session.ts";
import { phaseInSentence } from "../session/session-state.ts";

/** What is said of a run that is over. */
export interface EndMessage {
  readonly severity: "information" | "warning" | "error";
  readonly text: string;
}

/** What the message about an end leads to; these are its buttons. It has room for four short ones. */
export type EndAction = "Decode Denial" | "Console Log" | "Troubleshoot" | "Show Record" | "Browse" | "Open Folder";

/**
 * What is offered at the end of a run. After a failure what tells its cause comes first; the folder opens by itself.
 * @param hasConsole whether the VM has written to its console
 */
export function endActions({ failure, recordFile }: RunResult, hasConsole: boolean): readonly EndAction[] {
  const record = recordFile === "" ? [] : (["Show Record"] as const);
  if (failure === undefined) return ["Open Folder", "Browse", ...record];
  const console = hasConsole && record.length > 0 ? (["Console Log"] as const) : [];
  const isDenial = failure.message.includes("policyDecision<");
  return [...(isDenial ? (["Decode Denial"] as const) : record), ...console, "Troubleshoot", "Browse"];
}

function keptText({ preserved }: RunResult): string {
  const kept = preserved.filter(({ error }) => error === undefined).length;
  const lost = preserved.length - kept;
  const parts = [
    ...(kept > 0 ? [`${kept} ${kept === 1 ? "disk was" : "disks were"} preserved.`] : []),
    ...(lost > 0 ? [`${lost} could not be preserved; the record says why.`] : []),
  ];
  return parts.join(" ");
}

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

/** A guest's decision is base64 of some kilobytes, which a button decodes. */
export const withoutDecision = (message: string): string =>
  message.replaceAll(/policyDecision<.*?>policyDecision/gs, "policy decision");

/** What is said of a run that is over: its cause where it failed, and what was kept. */
export function endMessage({ kind, planned }: Pick<BootSession, "kind" | "planned">, result: RunResult): EndMessage {
  const { failure, outcome, problems, wasReady } = result;
  const what = kind === "rehearsal" ? `The rehearsal of ${planned.name}` : `UVM ${planned.name}`;
  const kept = keptText(result);
  if (outcome === "failed") {
    const verb = kind === "boot" && !wasReady ? "did not boot." : "failed.";
    const cause =
      failure === undefined ? "" : `While ${phaseInSentence(failure.phase)}: ${withoutDecision(failure.message)}`;
    return { severity: "error", text: sentences(`${what} ${verb}`, cause, kept) };
  }
  const rehearsed = kind === "rehearsal" ? "No VM was made." : "";
  const verb = outcome === "cancelled" ? "was cancelled." : "ended.";
  const trouble =
    problems.length === 0 ? "" : `${problems[0]}${problems.length > 1 ? ` (${problems.length} problems)` : ""}`;
  const text = sentences(`${what} ${verb}`, rehearsed, kept, trouble);
  return { severity: problems.length === 0 ? "information" : "warning", text };
}
