/** What the process returns: a CI job can tell a bad pod from a bad call. */
export const exitCode = {
  /** Nothing above the limits. */
  clean: 0,
  /** At least one error was found. */
  errors: 1,
  /** Wrong usage, or an input that cannot be read. */
  failed: 2,
  /** No errors, but more warnings than `--max-warnings` allows. */
  warnings: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
