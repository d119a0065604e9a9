import { timingSafeEqual } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { LineReader, longestLine } from "../../infrastructure/line-reader.ts";
import { listenOnPipe, type PipeConnection } from "../../infrastructure/local-pipe.ts";
import { parseJson } from "../../infrastructure/unknown.ts";
import { isAlive } from "../is-alive.ts";
import { isJsonObject } from "../json.ts";
import { isSid } from "../native/pipe-access.ts";
import type { Channel, ChannelEvents } from "./channel.ts";

/** How an elevated host is reached: by a pipe, and a secret in a file that only its user can read. */
export interface PipeOptions {
  readonly pipe: string;
  /** Holds the secret; removed once it was read. */
  readonly secretFile: string;
  /** How long the host waits for its client to come (back), in milliseconds. */
  readonly graceMs: number;
  /** The SID of whom the pipe of an elevated host is for; undefined where its own rights do. */
  readonly user: string | undefined;
  /** The process of the editor, without which no client comes (back); undefined where that is not known. */
  readonly editor: number | undefined;
}

/** A command line's flags, each once and with its value; undefined where it has others. */
function readFlags(args: readonly string[]): ReadonlyMap<string, string> | undefined {
  const flags = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const [name = "", value] = args.slice(index, index + 2);
    if (value === undefined || flags.has(name)) return undefined;
    flags.set(name, value);
  }
  return flags;
}

const limits = { secret: 32, strangers: 8 } as const;
/** A client has to name the secret at once. */
const introductionMs = 5000;
/** How often it is looked whether there is somebody, and something, to wait for. */
const lookMs = 250;

/**
 * The options of a command line; undefined where it has none. Further arguments are refused by returning undefined too.
 * @param first the flag that it begins with
 */
export function readPipeOptions(args: readonly string[], first = "--pipe"): PipeOptions | undefined {
  const flags = readFlags(args);
  const known = [first, "--secret", "--grace", "--user", "--editor"];
  if (flags === undefined || [...flags.keys()].some((name) => !known.includes(name))) return undefined;
  const [pipe, secretFile, user] = [flags.get(first), flags.get("--secret"), flags.get("--user")];
  const graceMs = Number(flags.get("--grace") ?? 60_000);
  if (pipe === undefined || secretFile === undefined || (user !== undefined && !isSid(user))) return undefined;
  const isGrace = Number.isInteger(graceMs) && graceMs > 0 && graceMs <= 3_600_000;
  // A parent that the system does not tell is 0 or less.
  const editor = Number(flags.get("--editor") ?? 0);
  if (!isGrace || !Number.isSafeInteger(editor)) return undefined;
  return { pipe, secretFile, graceMs, user, editor: editor > 0 ? editor : undefined };
}

/** Reads the secret, and removes its file. */
export async function takeSecret(file: string): Promise<Buffer> {
  const secret = Buffer.from((await readFile(file, "utf8")).trim());
  await unlink(file);
  if (secret.length < limits.secret) throw new Error(`${file} holds no secret of ${limits.secret} characters or more.`);
  return secret;
}

const knowsSecret = (line: string, secret: Buffer): boolean => {
  const value = parseJson(line);
  const told =
    isJsonObject(value) && typeof value["secret"] === "string" ? Buffer.from(value["secret"]) : Buffer.alloc(0);
  return told.length === secret.length && timingSafeEqual(told, secret);
};

/** Waits for a client: until the returned function is called, the time is over, or nobody could come, or for nothing. */
function awaitClient(
  { graceMs, editor }: Pick<PipeOptions, "graceMs" | "editor">,
  { closed, isDone }: ChannelEvents,
): () => void {
  const stop = (): void => {
    clearTimeout(grace);
    clearInterval(looking);
  };
  const end = (): void => {
    stop();
    closed();
  };
  const grace = setTimeout(end, graceMs);
  const looking = setInterval(() => {
    if (isDone() || (editor !== undefined && !isAlive(editor))) end();
  }, lookMs);
  return stop;
}

/**
 * A channel of JSON lines over a local pipe. The first line names the secret; whoever names it last is the client. When
 * nobody has been the client for the grace time, or nobody is and the editor has ended or the work is done, the channel
 * counts as closed.
 */
export async function pipeChannel(
  options: Pick<PipeOptions, "pipe" | "graceMs" | "editor">,
  secret: Buffer,
  events: ChannelEvents,
): Promise<Channel> {
  let client: PipeConnection | undefined;
  let strangers = 0;
  let stopWaiting = awaitClient(options, events);

  const serve = (connection: PipeConnection, lines: readonly string[]): void => {
    for (const line of lines) if (client === connection) events.message(parseJson(line));
  };
  const adopt = (connection: PipeConnection): void => {
    stopWaiting();
    client?.destroy();
    client = connection;
  };
  const receive = (connection: PipeConnection): void => {
    if (strangers >= limits.strangers) {
      connection.destroy();
      return;
    }
    strangers++;
    let isStranger = true;
    const known = (): void => {
      if (isStranger) strangers--;
      isStranger = false;
    };
    const reader = new LineReader(longestLine);
    const introduction = setTimeout(() => connection.destroy(), introductionMs);
    connection.on("data", (chunk: Buffer) => {
      const lines = reader.push(chunk);
      const [first = "", ...rest] = lines ?? [];
      if (lines === undefined) connection.destroy();
      else if (client === connection) serve(connection, lines);
      else if (lines.length > 0) {
        clearTimeout(introduction);
        known();
        if (!knowsSecret(first, secret)) connection.destroy();
        else {
          adopt(connection);
          serve(connection, rest);
        }
      }
    });
    connection.on("error", () => connection.destroy());
    connection.on("close", () => {
      clearTimeout(introduction);
      known();
      if (client !== connection) return;
      client = undefined;
      stopWaiting = awaitClient(options, events);
    });
  };
  const server = await listenOnPipe(options.pipe, receive);
  return {
    close: () => {
      stopWaiting();
      server.close();
      const last = client;
      client = undefined;
      last?.destroy();
    },
    send: (message) =>
      new Promise((resolve) => {
        if (client === undefined) resolve();
        else client.write(`${JSON.stringify(message)}\n`, () => resolve());
      }),
  };
}
