import { problemLines } from "../problem-lines.ts";
import { counted, hex } from "../text.ts";
import type { BootStatusLog, TimelineEntry } from "./boot-status-log.ts";
import type { BootStatusForm } from "./header.ts";

const forms: Readonly<Record<BootStatusForm, string>> = {
  efi: "EFI boot manager, version 4",
  windows: "Windows, version 4",
  v2: "version 2",
};

/** Room for the longest known name. Fixed, so that one long name does not make a diff of every line. */
const applicationWidth = 24;

/** The log as text: a paragraph a boot, a line an entry; equal logs give equal text, so two runs can be compared. */
export function renderTimeline(log: BootStatusLog): string {
  const total = log.boots.reduce((sum, { entries }) => sum + entries.length, 0);
  const lines = [
    `Boot status log (${forms[log.form]}): ${counted(log.boots.length, "boot")}, ${counted(total, "entry", "entries")}`,
  ];
  for (const [index, { entries, outcome }] of log.boots.entries()) {
    lines.push("", `Boot ${index + 1}: ${outcome.text}`);
    lines.push(...entries.map(renderEntry));
  }
  if (total === 0) lines.push("", "The log is empty: no boot application wrote to it.");
  lines.push(...problemLines(log.problems));
  return `${lines.join("\n")}\n`;
}

function renderEntry(entry: TimelineEntry): string {
  const { event } = entry;
  const named = event.name.includes("0x") ? event.name : `${event.name} (${hex(entry.code, 2)})`;
  const parts = [
    renderTime(entry),
    entry.level.padEnd(7),
    entry.application.name.padEnd(applicationWidth),
    named.padEnd(27),
    [event.text, entry.application.id].filter(Boolean).join("  "),
  ];
  return `  ${parts.join("  ")}`.trimEnd();
}

/** Local time of the firmware's clock; without a date in the log the bare seconds. */
function renderTime({ clock, time }: TimelineEntry): string {
  if (clock !== undefined) return new Date(clock).toISOString().slice(0, 19).replace("T", " ");
  return `${time} s`.padStart(19);
}
