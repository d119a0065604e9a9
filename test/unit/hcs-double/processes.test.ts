import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GuestSession, procedures } from "./bridge.ts";
import { field } from "./json-fields.ts";
import { needsDouble } from "./libraries.ts";
import { accept, type Connection, winsock } from "./sockets.ts";

interface Process {
  readonly id: number;
  readonly input: Connection;
  readonly output: Connection;
  readonly errors: Connection;
}

/** Executes a command line with all three streams. */
async function execute(guest: GuestSession, commandLine: string, more: object = {}): Promise<Process> {
  const [input, output, errors] = [guest.listen(), guest.listen(), guest.listen()];
  const { body } = await guest.request(procedures.execute, {
    Settings: {
      ProcessParameters: JSON.stringify({
        CommandLine: commandLine,
        CreateStdInPipe: true,
        CreateStdOutPipe: true,
        ...more,
      }),
      StdioRelaySettings: { StdIn: input.service, StdOut: output.service, StdErr: errors.service },
    },
  });
  const streams = await Promise.all([accept(input.listener), accept(output.listener), accept(errors.listener)]);
  for (const { listener } of [input, output, errors]) winsock.close(listener);
  return { id: Number(field(body, "ProcessId")), input: streams[0], output: streams[1], errors: streams[2] };
}

/** Waits for a process and closes its streams. */
async function exitCode(guest: GuestSession, { id, input, output, errors }: Process): Promise<unknown> {
  const { body } = await guest.request(procedures.wait, { ProcessId: id, TimeoutInMs: 0xffffffff });
  for (const stream of [input, output, errors]) stream.close();
  return field(body, "ExitCode");
}

describe("processes in the guest", needsDouble, () => {
  let guest: GuestSession;
  before(async () => {
    if (needsDouble.skip !== false) return;
    guest = await GuestSession.begin("processes");
    await guest.modify("SecurityPolicy");
  });
  after(() => guest?.end());

  const commands: readonly (readonly [line: string, output: string, errors: string, code: number])[] = [
    ['cmd.exe /c "echo hi"', "hi\r\n", "", 0],
    ["cmd.exe /c exit 3", "", "", 3],
    ['cmd.exe /c "echo a & err b & exit 7 & echo never"', "a\r\n", "b\r\n", 7],
    ['cmd.exe /c "echo \\"quoted\\""', '"quoted"\r\n', "", 0],
    [
      "cmd.exe /c nonsense",
      "",
      "'nonsense' is not recognized as an internal or external command,\r\noperable program or batch file.\r\n",
      1,
    ],
  ];
  for (const [line, output, errors, code] of commands) {
    test(line, async () => {
      const process = await execute(guest, line);
      assert.deepEqual([await process.output.text(), await process.errors.text()], [output, errors]);
      assert.equal(await exitCode(guest, process), code);
    });
  }

  test("cat copies its input until that ends", async () => {
    const process = await execute(guest, "cmd.exe /c cat");
    await process.input.write("line 1\nline 2 äß\n");
    process.input.end();
    assert.equal(await process.output.text(), "line 1\nline 2 äß\n");
    assert.equal(await exitCode(guest, process), 0);
  });

  test("much output comes whole", async () => {
    const process = await execute(guest, "cmd.exe /c flood 300");
    assert.equal((await process.output.text()).length, 300 * 1024);
    assert.equal(await exitCode(guest, process), 0);
  });

  test("a console echoes, and hears of its size", async () => {
    const process = await execute(guest, "cmd.exe", { EmulateConsole: true, ConsoleSize: [25, 80] });
    await process.input.write("size\r");
    let seen = "";
    while (!seen.endsWith("80x25\r\nC:\\>")) seen += (await process.output.read())?.toString() ?? "";
    assert.equal(seen, "C:\\>size\r\n80x25\r\nC:\\>");
    await guest.request(procedures.resize, { ProcessId: process.id, Height: 40, Width: 120 });
    assert.equal((await process.output.read())?.toString(), "[resized 120x40]\r\n");
    await process.input.write("echo ab\x7fc\rlost\x03exit 5\r");
    assert.equal(await process.output.text(), "echo ab\b \bc\r\nac\r\nC:\\>lost^C\r\nC:\\>exit 5\r\n");
    assert.equal(await exitCode(guest, process), 5);
  });

  test("a signal ends a process, once", async () => {
    const process = await execute(guest, "cmd.exe /c sleep 60000");
    const signal = () => guest.request(procedures.signal, { ProcessId: process.id });
    assert.equal(field((await signal()).body, "Result"), 0);
    assert.equal(await exitCode(guest, process), 1);
    assert.equal(Number(field((await signal()).body, "Result")) >>> 0, 0x80070490);
  });

  test("a stream that nobody listens to fails the request", async () => {
    const { body } = await guest.request(procedures.execute, {
      Settings: {
        ProcessParameters: '{"CommandLine":"cmd.exe"}',
        StdioRelaySettings: { StdOut: "4fffffff-facb-11e6-bd58-64006a7986d3" },
      },
    });
    assert.equal(Number(field(body, "Result")) >>> 0, 0x8007274d);
  });
});
