import { oneLine } from "../../disks/formats/text.ts";
import type { Problem } from "../../disks/problem.ts";
import type { Console } from "../console.ts";

/** What is wrong with an image, and what is only worth knowing. */
export interface Findings {
  /** Damage: something cannot be read, or was read in place of something that is broken. */
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** Codes that say nothing against an image: how it was left, or what a reader chose not to do. */
const notes: ReadonlySet<string> = new Set([
  "clusters-lost",
  "content-not-hashed",
  "cose-untagged",
  "deleted-overwritten",
  "fat-fsinfo-damaged",
  "hive-dirty",
  "hive-log-replayed",
  "image-changed",
  "not-extracted",
  "vhdx-log-replayed",
  "vmgs-empty",
  "volume-not-closed",
]);

/** Divides what readers reported. */
export function sortFindings(found: readonly Problem[]): Findings {
  return {
    problems: found.filter(({ code }) => !notes.has(code)).map(plain),
    notes: found.filter(({ code }) => notes.has(code)).map(plain),
  };
}

/** Says what was found on standard error, a line each. */
export function tellFindings(name: string, { problems, notes: said }: Findings, console: Console): void {
  for (const { offset, code, message } of problems)
    console.err(`${name}: at ${offset}: ${oneLine(message)} (${code})\n`);
  for (const { code, message } of said) console.err(`${name}: note: ${oneLine(message)} (${code})\n`);
}

/** Members in the order of the documentation; an error's own ones, such as its stack, are left out. */
function plain({ offset, code, message }: Problem): Problem {
  return { offset, code, message };
}
