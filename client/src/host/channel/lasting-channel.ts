import { type Channel, type ChannelEvents, parentChannel } from "./channel.ts";
import { type PipeOptions, pipeChannel } from "./pipe-channel.ts";

/**
 * The channel to the process that forked this one. When that is gone while `isNeeded`, a pipe takes its place, on which the
 * next window finds its VM again.
 */
export function lastingChannel(
  options: PipeOptions,
  secret: Buffer,
  events: ChannelEvents,
  isNeeded: () => boolean,
): Channel {
  let current = parentChannel({
    message: events.message,
    closed: () => {
      if (!isNeeded()) {
        events.closed();
        return;
      }
      pipeChannel(options, secret, events).then(
        (pipe) => {
          current = pipe;
        },
        () => events.closed(),
      );
    },
  });
  return { send: (message) => current.send(message), close: () => current.close() };
}
