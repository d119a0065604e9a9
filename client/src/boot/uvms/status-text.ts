import type { BootSession } from "../session/boot-session.ts";
import { phaseInSentence } from "../session/session-state.ts";

/** What the status bar says of the runs of this window; undefined where there is nothing to say. */
export function statusText(alive: readonly BootSession[]): string | undefined {
  const [first, ...more] = alive;
  if (first === undefined) return undefined;
  if (more.length > 0) return `$(vm) ${alive.length} UVMs`;
  const phase = first.phases.at(-1)?.phase ?? "checking";
  const icon = first.state === "running" ? "$(vm-running)" : "$(loading~spin)";
  return `${icon} ${first.planned.name}: ${phaseInSentence(phase)}`;
}
