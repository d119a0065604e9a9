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
