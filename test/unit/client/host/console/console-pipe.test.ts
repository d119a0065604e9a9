import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { ConsolePipe } from "../../../../../client/src/host/console/console-pipe.ts";
import { dialPipe, listenOnPipe, type PipeConnection } from "../../../../../client/src/infrastructure/local-pipe.ts";

/** Milliseconds until a console that does not end is told by its test's name; none is timed. */
const longest = 60_000;

/** A name that nobody uses. */
function freePipe(context: TestContext): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "com1-"));
  context.after(() => rmSync(folder, { recursive: true }));
  return process.platform === "win32" ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, "pipe");
}

/** Dials, and has said something that the other end took. */
async function dial(
  context: TestContext,
  pipe: string,
  heard: (text: string) => Promise<void>,
): Promise<PipeConnection> {
  const connection = dialPipe(pipe);
  context.after(() => connection.destroy());
  await once(connection, "connect");
  connection.write("hello");
  await heard("hello");
  return connection;
}

interface Listening {
  readonly console: ConsolePipe;
  readonly notes: readonly string[];
  /** Resolves once that was heard since the last call. */
  readonly heard: (text: string) => Promise<void>;
}

async function open(context: TestContext, pipe: string): Promise<Listening> {
  const notes: string[] = [];
  let said = "";
  let check = (): void => undefined;
  const console = await ConsolePipe.open(pipe, {
    data: (chunk) => {
      said += chunk.toString("utf8");
      check();
    },
    note: (text) => notes.push(text),
  });
  // Not awaited: whoever has dialled is let go after it.
  context.after(() => void console.close());
  const heard = (text: string): Promise<void> =>
    new Promise((resolve) => {
      check = () => {
        if (!said.includes(text)) return;
        said = "";
        resolve();
      };
      check();
    });
  return { console, notes, heard };
}

const everybody = "a console ends with everybody who has dialled, the VM and others who know its name";

test(everybody, { timeout: longest }, async (context) => {
  const pipe = freePipe(context);
  const { console, heard } = await open(context, pipe);
  const stranger = await dial(context, pipe, heard);
  const vm = await dial(context, pipe, heard);
  const ends = [stranger, vm].map((connection) => once(connection.on("error", () => undefined).resume(), "close"));
  await console.close();
  await Promise.all(ends);
});

const typing = "what is typed reaches the VM though somebody else has dialled after it";

test(typing, { timeout: longest }, async (context) => {
  const pipe = freePipe(context);
  const { console, heard } = await open(context, pipe);
  assert.equal(console.write(Buffer.from("x")), false, "nobody is there");
  const vm = await dial(context, pipe, heard);
  await dial(context, pipe, heard);
  assert.equal(console.write(Buffer.from("typed")), true);
  const [chunk]: Buffer[] = await once(vm, "data");
  assert.equal(chunk?.toString("utf8"), "typed");
});

// Wine lets two listen on one name.
if (process.platform !== "win32")
  test("where somebody else listens on the name, that one is dialled", async (context) => {
    const pipe = freePipe(context);
    const connected: PipeConnection[] = [];
    const server = await listenOnPipe(pipe, (connection) => {
      connected.push(connection);
      connection.on("error", () => undefined).write("from there");
    });
    const { notes, heard } = await open(context, pipe);
    await heard("from there");
    assert.match(notes.join(), /Somebody else listens/);
    for (const connection of connected) connection.destroy();
    server.close();
  });

test("a name that is no pipe of this machine stops nothing", async (context) => {
  const { notes } = await open(context, "8080");
  assert.match(notes.join(), /There is no console/);
});
