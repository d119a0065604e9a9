import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { build } from "esbuild";
import { asCommonJs } from "../../../build/common-js.mjs";

/** What a module of our kind becomes, run with a `require` of its own. */
async function run(contents: string, modules: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    minifyIdentifiers: true,
    external: Object.keys(modules),
  });
  const code = asCommonJs(outputFiles[0]?.text ?? "");
  assert.doesNotMatch(code, /^(?:import|export)\b/m, "nothing is left of an ES module");
  const module = { exports: {} };
  vm.runInNewContext(code, { module, require: (name: string) => modules[name] });
  return module.exports;
}

test("what a bundle exports and imports by other names keeps the names that others know", async () => {
  const path = { sep: "|", join: (...parts: readonly string[]) => parts.join("|") };
  const { both, own } = await run(
    `import path from "node:path"; import { first as other } from "./chunk.js";
     const own = path.join(other, path.sep); export { own, own as both };`,
    { "node:path": path, "./chunk.js": { first: "a" } },
  );
  assert.deepEqual([own, both], ["a||", "a||"]);
});

test("a bundle that is needed later is asked for then", async () => {
  const asked: string[] = [];
  const modules = {
    get "./engine.js"() {
      asked.push("engine");
      return { start: () => "started" };
    },
  };
  const { later } = await run('export const later = async () => (await import("./engine.js")).start();', modules);
  assert.deepEqual(asked, []);
  assert.ok(typeof later === "function");
  assert.equal(await later(), "started");
  assert.deepEqual(asked, ["engine"]);
});

test("a program stays one, and strict", () => {
  assert.equal(asCommonJs("#!/usr/bin/env node\nrun();\n"), '#!/usr/bin/env node\n"use strict";\nrun();\n');
});
