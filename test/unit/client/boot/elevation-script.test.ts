import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readPipeOptions } from "../../../../client/src/host/channel/pipe-channel.ts";

const script = readFileSync("client/scripts/start-elevated.ps1", "utf8");
const client = readFileSync("client/src/boot/host-process/elevated-host.ts", "utf8");

/** Names of a text, by a pattern with one group. */
const names = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = ""]) => name);

const mandatory = names(script, /\[Parameter\(Mandatory\)\] \[string\] \$(\w+)/g);

test("the extension gives the script what it insists on", () => {
  const given = /const places = [\s\S]+?const args = .+/.exec(client)?.[0] ?? "";
  assert.deepEqual(names(given, /"-(\w+)"/g), mandatory);
});

test("the script gives itself the same, and the user", () => {
  const options = /\[ordered\] @\{([^}]+)\}/.exec(script)?.[1] ?? "";
  assert.deepEqual(names(options, /(\w+) = \$/g), ["File", ...mandatory, "User"]);
});

test("the host takes the command line of the script", () => {
  const [, line = ""] = /& \$Program \$Module (.+)/.exec(script) ?? [];
  const values = new Map([
    ["$Pipe", "\\\\.\\pipe\\x"],
    ["$SecretFile", "C:\\a b\\secret"],
    ["$Editor", "4711"],
    ["$User", "S-1-5-21-1-2-3-1001"],
  ]);
  const args = line
    .trim()
    .split(" ")
    .map((word) => values.get(word) ?? word);
  assert.deepEqual(readPipeOptions(args), {
    pipe: "\\\\.\\pipe\\x",
    secretFile: "C:\\a b\\secret",
    graceMs: 60_000,
    user: "S-1-5-21-1-2-3-1001",
    editor: 4711,
  });
});
