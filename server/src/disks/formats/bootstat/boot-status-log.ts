import { type Problem, ProblemLog } from "../../problem.ts";
import { type BootApplication, bootApplication, bootManagerType } from "./application.ts";
import { type RawEntry, readEntries } from "./entries.ts";
import { type BootEvent, readEvent } from "./events.ts";
import { type BootStatusForm, readBootStatusHeader } from "./header.ts";
import { type BootOutcome, judgeBoot } from "./outcome.ts";

export type BootLevel = "success" | "info" | "warning" | "error" | `level ${number}`;

/** One thing that a boot application noted. */
export interface TimelineEntry {
  /** Offset in the file. */
  readonly offset: number;
  /** Seconds of the firmware's clock, as stored. */
  readonly time: number;
  /** Local time, milliseconds since 1970 as if it were UTC: from the last entry that noted a date, and the seconds since. */
  readonly clock: number | undefined;
  readonly level: BootLevel;
  readonly application: BootApplication;
  /** The event's code, for those without a name. */
  readonly code: number;
  readonly event: BootEvent;
}

/** What one start of the machine left, from the boot manager's first entry on. */
export interface BootAttempt {
  readonly entries: readonly TimelineEntry[];
  readonly outcome: BootOutcome;
}

/** A `bootstat.dat`. */
export interface BootStatusLog {
  readonly form: BootStatusForm;
  readonly version: number;
  /** From the oldest to the newest. */
  readonly boots: readonly BootAttempt[];
  readonly problems: readonly Problem[];
}

const levels: readonly BootLevel[] = ["success", "info", "warning", "error"];
/** Longer than any boot: beyond it the seconds belong to another clock. */
const longestBootSeconds = 86_400;

/**
 * Reads a boot status log: EFI and Windows version 4, and version 2.
 * @throws DiskError where the file is none.
 */
export function readBootStatusLog(bytes: Buffer): BootStatusLog {
  const log = new ProblemLog();
  const header = readBootStatusHeader(bytes, log);
  const boots = groupByBoot(readEntries(bytes, header, log)).map((entries) => ({
    entries,
    outcome: judgeBoot(entries),
  }));
  return { form: header.form, version: header.version, boots, problems: log.problems };
}

function groupByBoot(raw: readonly RawEntry[]): TimelineEntry[][] {
  const groups: TimelineEntry[][] = [];
  let clockAt: { readonly clock: number; readonly time: number } | undefined;
  for (const entry of raw) {
    const event = readEvent(entry);
    const startsBoot = entry.event === 1 && entry.applicationType <= bootManagerType;
    if (startsBoot || groups.length === 0) {
      groups.push([]);
      clockAt = undefined;
    }
    if (event.clock !== undefined) clockAt = { clock: event.clock, time: entry.time };
    const since = clockAt === undefined ? -1 : entry.time - clockAt.time;
    groups.at(-1)?.push({
      offset: entry.offset,
      time: entry.time,
      clock: clockAt && since >= 0 && since < longestBootSeconds ? clockAt.clock + since * 1000 : undefined,
      level: levels[entry.level] ?? `level ${entry.level}`,
      application: bootApplication(entry.application, entry.applicationType),
      code: entry.event,
      event,
    });
  }
  return groups;
}
