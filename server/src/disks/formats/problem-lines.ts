import type { Problem } from "../problem.ts";

/** The end of every rendered text: what is wrong, at which offset; nothing where all is well. */
export function problemLines(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  return ["", "Problems", ...problems.map(({ offset, code, message }) => `  at ${offset}: ${message} (${code})`)];
}
