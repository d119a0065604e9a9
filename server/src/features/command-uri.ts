/** A link that runs a command of the client. */
export const commandUri = (command: string, ...args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
