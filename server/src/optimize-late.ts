import { setFlagsFromString } from "node:v8";

/** The last V8 whose tiers are told by this flag, that of Node 20; it takes 66 KB of bytecode run for a hot function. */
const lastWithBudget = 11;

/**
 * Makes Node 20 wait longer until it optimizes a function: a file is read and checked for the first time in a tenth of a
 * second, and what is optimized meanwhile costs more than it gains. Later releases judge that better by themselves.
 */
export function optimizeLate(): void {
  const major = Number.parseInt(process.versions.v8, 10);
  if (major <= lastWithBudget) setFlagsFromString("--interrupt-budget=300000");
}
