/** The client's command that opens a path of the spec's host: the path. */
export const openPath = "confidentialPods.artifacts.reveal";

/** A link that runs a command of the client. */
export const commandUri = (command: string, ...args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
