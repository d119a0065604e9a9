import assert from "node:assert/strict";
import { test } from "node:test";
import { dialPipe, isLocalPipe, listenOnPipe } from "../../../../client/src/infrastructure/local-pipe.ts";

const names: readonly [NodeJS.Platform, string, boolean][] = [
  ["win32", "\\\\.\\pipe\\uvmpipe", true],
  ["win32", "\\\\?\\pipe\\uvmpipe", true],
  ["win32", "\\\\.\\PIPE\\uvm pipe", true],
  // A pipe of another machine is a network connection.
  ["win32", "\\\\server\\pipe\\uvmpipe", false],
  ["win32", "\\\\.\\pipe\\", false],
  ["win32", "\\\\.\\pipe\\..\\x", false],
  ["win32", "C:\\pipe\\x", false],
  // To Node, a number in a text is a TCP port.
  ["win32", "8080", false],
  ["linux", "8080", false],
  ["linux", "run/com1", false],
  ["linux", "/run/com1", true],
];

for (const [platform, name, isLocal] of names) {
  test(`${name} ${isLocal ? "is" : "is not"} a local pipe on ${platform}`, () => {
    assert.equal(isLocalPipe(name, platform), isLocal);
  });
}

test("what is no local pipe is neither dialled nor listened on", async () => {
  assert.throws(() => dialPipe("8080"), { code: "pipe-name" });
  await assert.rejects(
    listenOnPipe("8080", () => undefined),
    { code: "pipe-name" },
  );
});
