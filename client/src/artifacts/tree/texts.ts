import type { RunRecord } from "../runs/run-record.ts";

/** A time in milliseconds since 1970, as the machine's own clock shows it: `2026-07-01 12:30`. */
export function timeText(time: number): string {
  const date = new Date(time);
  if (time === 0 || Number.isNaN(date.getTime())) return "";
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A count with its noun, in the plural where English wants it. */
export function countText(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** How a run ended, in a word or two. */
export function stateText(record: RunRecord | undefined): string {
  if (record === undefined) return "";
  const text = { running: "not finished", ended: "ran", failed: "failed", cancelled: "cancelled" }[record.state];
  return record.isRehearsal ? `rehearsal ${text}` : text;
}
