import net from "node:net";
import type { HostLink } from "./host-link.ts";

/** Where an elevated host is reached. */
export interface PipeAddress {
  /** A pipe of this machine: `\\.\pipe\<name>`, or the path of a Unix socket. */
  readonly pipe: string;
  /** The host takes whoever knows it for its client. */
  readonly secret: string;
}

/** Characters of one message: longer ones are no host's. */
const longestLine = 64 * 2 ** 20;

const isLocal = (pipe: string): boolean =>
  process.platform === "win32" ? /^\\\\\.\\pipe\\[^\\/]+$/.test(pipe) : pipe.startsWith("/");

/** Splits what comes into lines of JSON. @returns undefined where a line is too long or is none */
function lineReader(): (text: string) => readonly unknown[] | undefined {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) return undefined;
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  };
}

/** Dials a host that listens on a pipe. Rejects where nobody does (yet). */
export function dialHost({ pipe, secret }: PipeAddress): Promise<HostLink> {
  if (!isLocal(pipe)) return Promise.reject(new Error(`${pipe} is no pipe of this machine.`));
  const socket = net.connect({ path: pipe });
  const read = lineReader();
  let listener: (message: unknown) => void = () => undefined;
  socket.setEncoding("utf8").on("data", (text: string) => {
    const messages = read(text);
    if (messages === undefined) socket.destroy();
    for (const message of messages ?? []) listener(message);
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
