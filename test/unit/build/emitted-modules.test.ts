import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { emittedModules, toModule } from "../../../build/emitted-modules.mjs";

const folder = path.resolve("out", `emitted-modules-${process.pid}`);
after(() => rmSync(folder, { recursive: true, force: true }));

/** All that a package exports, read by the plugin. */
async function converted(name: string): Promise<Readonly<Record<string, unknown>>> {
  const outfile = path.join(folder, `${name.replaceAll("/", "-")}.mjs`);
  await build({
    stdin: { contents: `export * from "${name}";`, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    plugins: [emittedModules()],
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}

/** What can be compared of a value of another realm of classes: its own names, and what plain data they have. */
function outline(value: unknown, depth = 0): unknown {
  if (depth > 3) return typeof value;
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
  const names = Object.getOwnPropertyNames(value).filter(
    (name) => !["length", "name", "prototype", "arguments", "caller"].includes(name),
  );
  const members = names.sort().map((name) => [name, outline(Reflect.get(value, name), depth + 1)] as const);
  // A field that nothing is assigned to is as good as none.
  return { is: typeof value, members: members.filter(([, member]) => member !== undefined) };
}

/** CommonJS takes the first of two that a package exports under one name; esbuild refuses to import either. */
const ambiguous = ["createMessageConnection", "createProtocolConnection"];

const notExports = ["default", "module.exports", "__esModule"];

for (const name of ["vscode-jsonrpc/node", "vscode-languageserver-protocol/node", "vscode-languageserver/node"]) {
  test(`${name} exports the same as a module`, async () => {
    const original: Readonly<Record<string, unknown>> = await import(name);
    const module = await converted(name);
    const exported = Object.keys(original).filter((key) => !notExports.includes(key));
    const missing = exported.filter((key) => !(key in module));
    assert.deepEqual(
      missing.filter((key) => !ambiguous.includes(key)),
      [],
    );
    const shared = exported.filter((key) => key in module);
    assert.ok(shared.length > 50);
    for (const key of shared) assert.deepEqual(outline(module[key]), outline(original[key]), key);
  });
}

test("a module that nothing is used of leaves nothing", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'import "vscode-languageserver-types";', resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: "esm",
    mainFields: ["module"],
    plugins: [emittedModules()],
  });
  assert.ok((outputFiles[0]?.text.length ?? 0) < 1000);
});

test("functions inside of others that nobody calls are left out, with what they alone name", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export { createConverter } from "./node_modules/vscode-languageclient/lib/common/codeConverter.js";',
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["vscode"],
    plugins: [emittedModules((module) => module.replace(/^ {8}asInlayHint,\n/m, ""))],
  });
  const code = outputFiles[0]?.text ?? "";
  assert.match(code, /asCompletionItem/);
  assert.doesNotMatch(code, /asInlayHint/);
});

test("code that tsc does not emit is refused", () => {
  for (const code of ["module.exports = {};", "if (true) exports.a = 1;\nexports[name] = 2;", "__exportStar(other);"]) {
    assert.throws(() => toModule(code, "some/file.js"), /some\/file\.js is not what tsc emits/, code);
  }
});
