/**
 * An argument as `CommandLineToArgvW` takes it back (Go's `windows.EscapeArg`): in quotes only when it is empty or has
 * a blank or tab; a quote gets a backslash; backslashes are doubled before a quote, and before the closing one.
 */
export function escapeArgument(argument: string): string {
  const escaped = argument.replace(/(\\*)"/g, '$1$1\\"');
  if (argument !== "" && !/[ \t]/.test(argument)) return escaped;
  return `"${escaped.replace(/\\+$/, "$&$&")}"`;
}

/**
 * Arguments as one command line. What follows `cmd.exe /c` is read by cmd's own rule: it takes the first and the last quote
 * away, and knows no backslash before another. hcsshim escapes there too, so that no quoted path arrives.
 */
export function joinArguments(args: readonly string[]): string {
  const [program, flag, line, ...more] = args;
  const isForCmd = program === "cmd.exe" && flag === "/c" && more.length === 0;
  if (isForCmd && line?.includes('"')) return `${program} ${flag} "${line}"`;
  return args.map(escapeArgument).join(" ");
}
