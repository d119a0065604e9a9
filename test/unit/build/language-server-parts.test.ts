import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { handled } from "../../../build/language-server-parts.mjs";

/** Members of the connection that hand on no message of their own, or that are written another way. */
const others = ["onInitialize", "onRequest"];

test("the connection has a handler for every message that the server asks to be told of, and no other", () => {
  const sources = readdirSync("server/src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join("server/src", file), "utf8"));
  const called = sources.flatMap((source) =>
    [...source.matchAll(/\bconnection\.(on\w+)\(/g)].map(([, name]) => name ?? ""),
  );
  assert.deepEqual([...new Set(called)].filter((name) => !others.includes(name)).sort(), [...handled].sort());
});

test("nothing asks a message which way it goes and which capability it belongs to", () => {
  const folders = ["vscode-languageserver", "vscode-languageserver-protocol", "vscode-languageclient"];
  const lines = folders
    .map((name) => path.join("node_modules", name, "lib"))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    )
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const asking = lines.filter((line) =>
    /\.messageDirection\b|(?:Request|Notification|Type)\.capabilities\b/.test(line),
  );
  assert.ok(asking.length > 50);
  assert.deepEqual(
    asking.filter((line) => !/^ {4}\w+\.(?:messageDirection|capabilities) = /.test(line)),
    [],
  );
});
