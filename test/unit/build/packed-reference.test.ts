import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import { packedReference, referenceAsData } from "../../../build/packed-reference.mjs";
import { allFacts, removedKeys } from "../../../server/src/pods/annotations/registry.ts";
import { allRules } from "../../../server/src/pods/rules/all-rules.ts";
import { listRules } from "../../../server/src/pods/rules/explain.ts";
import { pageOfRule } from "../../../server/src/pods/rules/page-of-rule.ts";

const folder = path.resolve("out", `packed-reference-${process.pid}`);
after(() => rmSync(folder, { recursive: true, force: true }));

interface Packed {
  readonly pageOfRule: typeof pageOfRule;
  readonly allFacts: typeof allFacts;
  readonly removedKeys: typeof removedKeys;
  readonly allRules: typeof allRules;
}

/** What the package's engine has of the reference, beside its file. */
async function packed(): Promise<Packed & { readonly bytes: number }> {
  const outfile = path.join(folder, "dist", "bundle.cjs");
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(path.join(folder, "dist", "reference.br"), await packedReference());
  copyFileSync("package.json", path.join(folder, "package.json"));
  const { metafile } = await build({
    stdin: {
      contents: `export { pageOfRule } from "./rules/page-of-rule.ts";
export { allFacts, removedKeys } from "./annotations/registry.ts";
export { allRules } from "./rules/all-rules.ts";`,
      resolveDir: "server/src/pods",
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    metafile: true,
    plugins: [referenceAsData],
    logLevel: "warning",
  });
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  // The same modules as those that are imported here.
  return { ...(createRequire(import.meta.url)(outfile) as Packed), bytes };
}

test("the package tells of annotations and rules what their sources tell", async () => {
  const packedEngine = await packed();
  for (const { code } of listRules()) assert.equal(packedEngine.pageOfRule(code), pageOfRule(code), code);
  assert.equal(packedEngine.pageOfRule("no-such-rule"), undefined);
  assert.deepEqual(
    packedEngine.allFacts.map((fact) => ({ ...fact, goName: "" })),
    allFacts.map((fact) => ({ ...fact, goName: "" })),
  );
  assert.deepEqual(packedEngine.removedKeys, removedKeys);
});

test("rules lose nothing but what their pages tell", async () => {
  const { allRules: rules } = await packed();
  assert.deepEqual(
    rules.map(({ code, severity }) => [code, severity]),
    allRules.map(({ code, severity }) => [code, severity]),
  );
  // Some are written in another way than all others: a function makes them, or their text has parts that are computed.
  const told = rules.filter((rule) => "help" in rule).map(({ code }) => code);
  assert.ok(told.length < rules.length / 10, told.join(" "));
  assert.deepEqual(
    rules.filter((rule) => "examples" in rule).map(({ code }) => code),
    [],
  );
});
