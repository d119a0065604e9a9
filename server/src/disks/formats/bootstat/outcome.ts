import { isErrorStatus, ntStatus } from "../ntstatus.ts";
import type { TimelineEntry } from "./boot-status-log.ts";

/** How one boot ended, as far as its boot applications noted it. */
export interface BootOutcome {
  /** **launched**: the loader handed over to the OS. **failed**: an error, and no hand-over after it. **unfinished**: neither. */
  readonly kind: "launched" | "failed" | "unfinished";
  /** One sentence for a person. */
  readonly text: string;
  /** The same where there is room for a few words only, what matters most first. */
  readonly brief: string;
}

const osLaunched = 0x31;

/** Judges by what came last: an error that the loader got over does not count. */
export function judgeBoot(entries: readonly TimelineEntry[]): BootOutcome {
  const launch = entries.findLastIndex(({ code }) => code === osLaunched);
  const failures = entries.slice(launch + 1).filter(isFailure);
  const [failure] = failures;
  if (failure !== undefined) {
    const about = [failure.event.name, failure.event.text].filter(Boolean).join(": ");
    const text = `The boot failed; the first error is ${failure.application.name}, ${about}.`;
    return { kind: "failed", text, brief: `Failed: ${briefly(failure)}` };
  }
  if (launch >= 0) {
    const text = "The OS loader launched the OS; what happened later is not in this log.";
    return { kind: "launched", text, brief: "OS launched" };
  }
  const last = entries.at(-1);
  if (last === undefined) return { kind: "unfinished", text: "Nothing was logged.", brief: "Nothing was logged" };
  const about = `${last.application.name}, ${last.event.name}`;
  return {
    kind: "unfinished",
    text: `The log ends before the OS was launched and names no error; the last entry is ${about}.`,
    brief: `Ends after ${about}`,
  };
}

/** The file and what was wrong with it, without the folders above it. */
function briefly({ event }: TimelineEntry): string {
  const status = event.status === undefined ? "" : ntStatus(event.status).replace(/^0x[0-9A-F]+ /, "");
  const file = event.path?.slice(event.path.lastIndexOf("\\") + 1) ?? "";
  return [file, status].filter(Boolean).join(", ") || event.name;
}

function isFailure({ level, event }: TimelineEntry): boolean {
  return level === "error" || (event.status !== undefined && isErrorStatus(event.status));
}
