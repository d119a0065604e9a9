import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { licensesOf } from "../../../build/licenses.mjs";

test("a bundle comes with the licenses of the packages that are in it, and of no other", async () => {
  const { metafile } = await build({
    stdin: {
      contents: 'import { parse } from "smol-toml"; import "js-yaml"; console.log(parse(""));',
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    treeShaking: true,
    metafile: true,
    format: "esm",
    plugins: [{ name: "pure", setup: (plugin) => plugin.onLoad({ filter: /js-yaml/ }, () => ({ contents: "" })) }],
  });
  const text = licensesOf([metafile, metafile]);
  assert.match(text, /^smol-toml \d+\.\d+\.\d+\n\nCopyright \(c\) Squirrel Chat/);
  assert.equal(text.match(/Redistribution and use/g)?.length, 1);
  assert.doesNotMatch(text, /js-yaml/);
});
