/**
 * An argument as `CommandLineToArgvW` takes it back (Go's `windows.EscapeArg`): in quotes only when it is empty or has
 * a blank or tab; a quote gets a backslash; backslashes are doubled before a quote, and before the closing one.
 */
export function escapeArgument(argument: string): string {
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"');
  if (argument !== "" && !/[ \t]/.test(argument)) return escaped;
  return `"${escaped.replace(/\\+$/, "$&$&")}"`;
}

/** Arguments as one command line. */
export const joinArguments = (args: readonly string[]): string => args.map(escapeArgument).join(" ");
