import { fork } from "node:child_process";
import type { HostLink } from "./host-link.ts";
import type { NewAddress } from "./new-address.ts";

/** How a host is found again once its channel is closed, and how long it waits for that. */
export interface LastingOptions extends Pick<NewAddress, "address" | "secretFile"> {
  readonly graceMs: number;
  /** The process without which its client cannot come back. */
  readonly editor: number;
}

/** Last characters of what the process wrote to its error output, for the message about its end. */
const keptErrors = 2000;

function lastingArguments({ address, secretFile, graceMs, editor }: LastingOptions): readonly string[] {
  const places = ["--then-pipe", address.pipe, "--secret", secretFile];
  return [...places, "--grace", String(graceMs), "--editor", String(editor)];
}

/**
 * Starts a host as a child of this process. When the channel closes it ends its VM in order, then itself; with `lasting` it
 * waits for its client to come back by a pipe first.
 */
export function forkHost(module: string, lasting?: LastingOptions): HostLink {
  // Electron's executable is Node only when it is told so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const args = lasting === undefined ? [] : lastingArguments(lasting);
  const child = fork(module, args, {
    env,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // What ends us, or our process group, must not end a VM without its teardown: Windows would end this child with us.
    detached: true,
  });
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-keptErrors);
  });
  const told = (): string => (errors.trim() === "" ? "" : `. It said: ${errors.trim()}`);
  return {
    outlivesWindow: lasting !== undefined,
    get isOpen() {
      return child.connected;
    },
    receive: (listener) => void child.on("message", listener),
    closed: new Promise((resolve) => {
      child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? code}${told()}`));
      child.once("error", (error) => resolve(error.message));
    }),
    send: (message) => {
      // What does not arrive is told by the end of the process.
      child.send(message, () => undefined);
    },
    close: () => {
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
}
