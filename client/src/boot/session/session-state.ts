import type { BootPhase, RunOutcome } from "../../../../server/src/protocol.ts";

/** What a run is doing, or how it ended. */
export type SessionState = "booting" | "running" | "ending" | RunOutcome;

/** A phase of a run; the present one has no length yet. Times in milliseconds, since 1970 or long. */
export interface SessionPhase {
  readonly phase: BootPhase;
  readonly startedAt: number;
  readonly milliseconds?: number;
}

/** What each phase does, for people. */
export const phaseTexts: Readonly<Record<BootPhase, string>> = {
  checking: "Checking files",
  preparing: "Making work files",
  granting: "Giving the VM access to its files",
  identifying: "Setting the disk identifier",
  creating: "Creating the compute system",
  listening: "Listening for the guest",
  starting: "Starting the VM",
  accepting: "Waiting for the guest's connection",
  negotiating: "Negotiating with the guest",
  configuring: "Configuring the guest",
  policy: "Sending the security policy",
  logs: "Starting log forwarding",
  running: "Running",
  terminating: "Terminating the VM",
  preserving: "Preserving disks",
  cleaning: "Removing work files",
  hashing: "Computing hashes",
  closed: "Closed",
};

/** A phase's text in the middle of a sentence: "starting the VM". */
export function phaseInSentence(phase: BootPhase): string {
  const text = phaseTexts[phase];
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const ending: ReadonlySet<BootPhase> = new Set(["terminating", "preserving", "cleaning", "hashing", "closed"]);

/** The state that comes with a phase. */
export function stateOf(phase: BootPhase): SessionState {
  if (phase === "running") return "running";
  return ending.has(phase) ? "ending" : "booting";
}

/** The phases with a new one begun. */
export function enterPhase(
  phases: readonly SessionPhase[],
  phase: BootPhase,
  startedAt: number,
): readonly SessionPhase[] {
  const last = phases.at(-1);
  const before =
    last === undefined
      ? []
      : [...phases.slice(0, -1), { ...last, milliseconds: Math.max(0, startedAt - last.startedAt) }];
  return [...before, { phase, startedAt }];
}
