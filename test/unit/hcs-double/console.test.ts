import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { needsDouble } from "./libraries.ts";
import { documentWith, Uvm, withKnobs } from "./uvm.ts";

const pipeName = (name: string) =>
  process.platform === "win32"
    ? `\\\\.\\pipe\\hcsd-${name}-${process.pid}`
    : path.join(tmpdir(), `hcsd-${name}-${process.pid}`);

const withConsole = (NamedPipe: string) => documentWith({ Devices: { ComPorts: { 0: { NamedPipe } } } });

const bootLines = "boot line 1\r\nboot line 2\r\n";

/** Reads from a console until it has said what is expected; what it said. */
async function read(socket: net.Socket, expected: string): Promise<string> {
  let seen = "";
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    if (seen.length >= expected.length) break;
  }
  return seen;
}

/** Dials until somebody serves the pipe. */
async function dial(pipe: string): Promise<net.Socket> {
  for (;;) {
    const socket = net.connect(pipe);
    const connected = await new Promise((resolve) =>
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false)),
    );
    if (connected === true) return socket;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("COM1 of the double", needsDouble, () => {
  test("dials a pipe that is served already", async () => {
    const pipe = pipeName("served");
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(pipe, resolve));
    const connection = new Promise<net.Socket>((resolve) => server.once("connection", resolve));
    await withKnobs({ HCSD_CONSOLE_LINES: "2" }, async () => {
      const uvm = await Uvm.create("dials", withConsole(pipe));
      await uvm.start();
      const socket = await connection;
      assert.equal(await read(socket, bootLines), bootLines);
      socket.write("typed");
      assert.equal(await read(socket, "typed"), "typed");
      const ended = new Promise((resolve) => socket.once("close", resolve));
      socket.resume();
      await uvm.terminate();
      await ended;
      await uvm.close();
    });
    server.close();
  });

  test("serves the pipe itself where nobody does, client after client", async () => {
    const pipe = pipeName("serves");
    await withKnobs({ HCSD_CONSOLE_LINES: "2" }, async () => {
      const uvm = await Uvm.create("serves", withConsole(pipe));
      await uvm.start();
      for (let client = 0; client < 2; client++) {
        const socket = await dial(pipe);
        assert.equal(await read(socket, bootLines), bootLines);
        socket.destroy();
      }
      await uvm.close();
    });
    if (process.platform !== "win32") rmSync(pipe, { force: true });
  });
});
