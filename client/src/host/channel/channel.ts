import type { HostMessage } from "../../../../server/src/protocol.ts";

/** The way to the one client of this process. */
export interface Channel {
  /** Resolves when the client's side has taken the message, so that a flood can wait; never rejects. */
  readonly send: (message: HostMessage) => Promise<void>;
  /** Takes it off the machine before the process ends, whose end alone leaves the file of a socket. */
  readonly close: () => void;
}

/** What arrives on a channel. */
export interface ChannelEvents {
  readonly message: (message: unknown) => void;
  /** The client is gone. */
  readonly closed: () => void;
  /** Whether there is nothing left that a client could come back for. */
  readonly isDone: () => boolean;
}

/** The channel to the process that forked this one. @throws {Error} when nobody did */
export function parentChannel(events: Omit<ChannelEvents, "isDone">): Channel {
  if (process.send === undefined) throw new Error("This program is started by the Confidential Pods extension.");
  process.on("message", events.message);
  process.on("disconnect", events.closed);
  return {
    send: (message) =>
      new Promise((resolve) => {
        if (!process.connected || process.send === undefined) resolve();
        else process.send(message, undefined, {}, () => resolve());
      }),
    // It ends with the process, and is no file.
    close: () => undefined,
  };
}
