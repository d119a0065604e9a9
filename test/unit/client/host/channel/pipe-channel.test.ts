import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { pipeChannel, readPipeOptions, takeSecret } from "../../../../../client/src/host/channel/pipe-channel.ts";
import { dialPipe, type PipeConnection } from "../../../../../client/src/infrastructure/local-pipe.ts";

const secret = "0123456789abcdef0123456789abcdef";

async function start(context: TestContext, graceMs = 60_000) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pipe-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const pipe =
    process.platform === "win32"
      ? `\\\\.\\pipe\\test-${process.pid}-${path.basename(folder)}`
      : path.join(folder, "pipe");
  const secretFile = path.join(folder, "secret");
  writeFileSync(secretFile, secret);
  const messages: unknown[] = [];
  const closed = new Promise<void>((resolve) => {
    void takeSecret(secretFile)
      .then((read) =>
        pipeChannel({ pipe, graceMs, editor: undefined }, read, {
          message: (message) => messages.push(message),
          closed: resolve,
          isDone: () => false,
        }),
      )
      .then((channel) => tellOpen(channel));
  });
  let tellOpen: (channel: Awaited<ReturnType<typeof pipeChannel>>) => void = () => undefined;
  const channel = await new Promise<Awaited<ReturnType<typeof pipeChannel>>>((resolve) => {
    tellOpen = resolve;
  });
  context.after(() => channel.close());
  const dial = (first: object): PipeConnection => {
    const connection = dialPipe(pipe);
    context.after(() => connection.destroy());
    connection.on("error", () => undefined);
    connection.write(`${JSON.stringify(first)}\n`);
    return connection;
  };
  return { channel, dial, messages, closed };
}

const ended = (connection: PipeConnection): Promise<void> =>
  new Promise((resolve) => connection.resume().once("close", () => resolve()));

const nextLine = (connection: PipeConnection): Promise<string> =>
  new Promise((resolve) => connection.once("data", (chunk: Buffer) => resolve(chunk.toString())));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test("who names the secret is the client", async (context) => {
  const { channel, dial, messages } = await start(context);
  const client = dial({ secret });
  client.write('{"request":1}\nno JSON\n');
  await until(() => messages.length === 2);
  assert.deepEqual(messages, [{ request: 1 }, undefined]);
  const line = nextLine(client);
  await channel.send({ type: "note", text: "hello" });
  assert.equal(await line, '{"type":"note","text":"hello"}\n');
});

for (const wrong of [{ secret: "0".repeat(32) }, { secret: "" }, { request: 1, type: "list" }, { secret: [secret] }]) {
  test(`${JSON.stringify(wrong)} is turned away`, async (context) => {
    const { dial, messages } = await start(context);
    await ended(dial(wrong));
    assert.deepEqual(messages, []);
  });
}

test("a window that was reloaded takes over", async (context) => {
  const { dial, messages } = await start(context);
  const first = dial({ secret });
  first.write('{"request":1}\n');
  await until(() => messages.length === 1);
  const second = dial({ secret });
  await ended(first);
  second.write('{"request":2}\n');
  await until(() => messages.length === 2);
  assert.deepEqual(messages.at(-1), { request: 2 });
});

test("without a client for the grace time the channel closes", async (context) => {
  const { dial, messages, closed } = await start(context, 50);
  const client = dial({ secret });
  client.write('{"request":1}\n');
  await until(() => messages.length === 1);
  client.destroy();
  await closed;
});

const commandLines: readonly [readonly string[], boolean][] = [
  [["--pipe", "p", "--secret", "s"], true],
  [["--pipe", "p", "--secret", "s", "--grace", "500"], true],
  [["--pipe", "p", "--secret", "s", "--grace", "-1"], false],
  [["--pipe", "p", "--secret", "s", "--user", "S-1-5-21-1-2-3-1001"], true],
  [["--pipe", "p", "--secret", "s", "--user", "Everyone"], false],
  [["--pipe", "p", "--secret", "s", "--pipe", "q"], false],
  [["--pipe", "p", "--secret"], false],
  [["--pipe", "p"], false],
  [["--pipe", "p", "--secret", "s", "--grace", "500", "--libraries"], false],
  [[], false],
];

for (const [args, taken] of commandLines) {
  test(`"${args.join(" ")}" ${taken ? "is" : "is not"} a command line`, () => {
    assert.equal(readPipeOptions(args) !== undefined, taken);
  });
}

test("an editor that the system does not tell is none, and one that is no number is refused", () => {
  const editorOf = (text: string): unknown =>
    readPipeOptions(["--pipe", "p", "--secret", "s", "--editor", text])?.editor ?? null;
  assert.deepEqual(["4711", "0", "-1"].map(editorOf), [4711, null, null]);
  assert.equal(readPipeOptions(["--pipe", "p", "--secret", "s", "--editor", "x"]), undefined);
});
