import { isErrorStatus } from "../ntstatus.ts";
import type { TimelineEntry } from "./boot-status-log.ts";

/** How one boot ended, as far as its boot applications noted it. */
export interface BootOutcome {
  /** **launched**: the loader handed over to the OS. **failed**: an error, and no hand-over after it. **unfinished**: neither. */
  readonly kind: "launched" | "failed" | "unfinished";
  /** One sentence for a person. */
  readonly text: string;
}

const osLaunched = 0x31;

/** Judges by what came last: an error that the loader got over does not count. */
export function judgeBoot(entries: readonly TimelineEntry[]): BootOutcome {
  const launch = entries.findLastIndex(({ code }) => code === osLaunched);
  const failures = entries.slice(launch + 1).filter(isFailure);
  const [failure] = failures;
  if (failure !== undefined) {
    const about = [failure.event.name, failure.event.text].filter(Boolean).join(": ");
    return { kind: "failed", text: `The boot failed; the first error is ${failure.application}, ${about}.` };
  }
  if (launch >= 0)
    return { kind: "launched", text: "The OS loader launched the OS; what happened later is not in this log." };
  const last = entries.at(-1);
  if (last === undefined) return { kind: "unfinished", text: "Nothing was logged." };
  const about = `${last.application}, ${last.event.name}`;
  return {
    kind: "unfinished",
    text: `The log ends before the OS was launched and names no error; the last entry is ${about}.`,
  };
}

function isFailure({ level, event }: TimelineEntry): boolean {
  return level === "error" || (event.status !== undefined && isErrorStatus(event.status));
}
