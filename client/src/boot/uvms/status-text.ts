import type { BootSession } from "../session/boot-session.ts";
import { phaseInSentence } from "../session/session-state.ts";

/** "debug-pod: waiting for the guest's connection". */
function runText({ kind, planned, phases }: BootSession): string {
  const phase = phaseInSentence(phases.at(-1)?.phase ?? "checking");
  return `${planned.name}: ${kind === "rehearsal" ? "rehearsal, " : ""}${phase}`;
}

/** What the status bar says of the runs of this window; undefined where there is nothing to say. */
export function statusText(alive: readonly BootSession[]): string | undefined {
  const [first, ...more] = alive;
  if (first === undefined) return undefined;
  const isBusy = alive.some(({ state }) => state !== "running");
  const icon = isBusy ? "$(loading~spin)" : "$(vm-running)";
  return `${icon} ${more.length > 0 ? `${alive.length} UVMs` : runText(first)}`;
}

/** The runs one by one. */
export const statusTooltip = (alive: readonly BootSession[]): string =>
  alive.map((session) => `${runText(session)} (${session.id})`).join("\n");
