import { LineReader, longestLine } from "../../infrastructure/line-reader.ts";
import { dialPipe } from "../../infrastructure/local-pipe.ts";
import { parseJson } from "../../infrastructure/unknown.ts";
import type { HostLink } from "./host-link.ts";

/** Where an elevated host is reached. */
export interface PipeAddress {
  /** A pipe of this machine: `\\.\pipe\<name>`, or the path of a Unix socket. */
  readonly pipe: string;
  /** The host takes whoever knows it for its client. */
  readonly secret: string;
}

/** Dials a host that listens on a pipe. Rejects where nobody does (yet). */
export async function dialHost({ pipe, secret }: PipeAddress): Promise<HostLink> {
  const socket = dialPipe(pipe);
  const reader = new LineReader(longestLine);
  let listener: (message: unknown) => void = () => undefined;
  socket.on("data", (chunk: Buffer) => {
    const lines = reader.push(chunk);
    if (lines === undefined) socket.destroy();
    for (const line of lines ?? []) listener(parseJson(line));
  });
  const closed = new Promise<string>((resolve) => {
    socket.once("close", () => resolve("its pipe is closed"));
  });
  const send = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.on("error", () => socket.destroy());
      send({ secret });
      resolve({
        outlivesWindow: true,
        get isOpen() {
          return !socket.destroyed;
        },
        receive: (heard) => {
          listener = heard;
        },
        closed,
        send,
        close: () => void socket.end(),
      });
    });
  });
}
