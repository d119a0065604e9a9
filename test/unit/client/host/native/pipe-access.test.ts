import assert from "node:assert/strict";
import { test } from "node:test";
import { bind, loadKoffi, openLibrary, type Pointer } from "../../../../../client/src/host/native/koffi.ts";
import { systemLibraries } from "../../../../../client/src/host/native/libraries.ts";
import { isSid, openPipeTo } from "../../../../../client/src/host/native/pipe-access.ts";
import { dialPipe, listenOnPipe } from "../../../../../client/src/infrastructure/local-pipe.ts";

const texts: readonly [string, boolean][] = [
  ["S-1-5-21-1004336348-1177238915-682003330-1001", true],
  ["S-1-5-32-544", true],
  ["S-1-5", false],
  // What would end the entry and begin another one.
  ["S-1-1-0)(A;;FA;;;WD", false],
  ["Everyone", false],
];

for (const [text, is] of texts) {
  test(`${text} is ${is ? "a" : "no"} SID`, () => assert.equal(isSid(text), is));
}

if (process.platform === "win32") {
  const table = systemLibraries(process.env["SystemRoot"] ?? "C:\\Windows");
  const pipe = `\\\\.\\pipe\\access-${process.pid}`;
  const user = "S-1-5-21-1-2-3-1001";

  /** Who may use the pipe, in Windows' own words. */
  const accessOf = async (): Promise<string> => {
    const ffi = await loadKoffi();
    const [advapi, kernel] = [openLibrary(ffi, table, "advapi32"), openLibrary(ffi, table, "kernel32")];
    const out = ffi.out(ffi.pointer("void *"));
    type Box = [Pointer | null];
    const open = bind<[string, number, number, null, number, number, null], number | bigint>(
      kernel,
      "CreateFileW",
      "uint64",
      ["str16", "uint32", "uint32", "void *", "uint32", "uint32", "void *"],
    );
    const get = bind<[bigint, number, number, null, null, null, null, Box], number>(
      advapi,
      "GetSecurityInfo",
      "uint32",
      ["uint64", "int32", "uint32", "void *", "void *", "void *", "void *", out],
    );
    const write = bind<[Pointer, number, number, Box, null], number>(
      advapi,
      "ConvertSecurityDescriptorToStringSecurityDescriptorW",
      "int32",
      ["void *", "uint32", "uint32", out, "void *"],
    );
    const handle = BigInt(open(pipe, 0x2_0000, 7, null, 3, 0, null));
    const [descriptor, text]: [Box, Box] = [[null], [null]];
    assert.equal(get(handle, 6, 4, null, null, null, null, descriptor), 0);
    assert.notEqual(write(descriptor[0] ?? 0n, 1, 4, text, null), 0);
    bind<[bigint], number>(kernel, "CloseHandle", "int32", ["uint64"])(handle);
    return ffi.decode.string16(text[0] ?? 0n);
  };

  test("a pipe is opened to one user besides administrators, and still serves", async () => {
    let greet: (text: string) => void = () => undefined;
    const greeted = new Promise<string>((resolve) => {
      greet = resolve;
    });
    const server = await listenOnPipe(pipe, (connection) => {
      connection.on("error", () => undefined);
      connection.on("data", (chunk: Buffer) => {
        greet(chunk.toString());
        connection.destroy();
      });
    });
    const ffi = await loadKoffi();
    await openPipeTo(ffi, table, pipe, user);
    const access = await accessOf();
    assert.match(access, /^D:P?/);
    assert.deepEqual(access.match(/;;;[^)]+/g), [";;;SY", ";;;BA", `;;;${user}`]);
    const client = dialPipe(pipe);
    client.on("error", () => undefined);
    client.write("hello");
    assert.equal(await greeted, "hello");
    client.destroy();
    server.close();
  });

  test("a pipe that is not there cannot be opened", async () => {
    const ffi = await loadKoffi();
    await assert.rejects(openPipeTo(ffi, table, `${pipe}-none`, user), /cannot be opened to S-1-5-21/);
    await assert.rejects(openPipeTo(ffi, table, pipe, "Everyone"), /not the identifier of a user/);
  });
}
