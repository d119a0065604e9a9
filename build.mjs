// Bundles the entry points into dist/: `node build.mjs [--dev]`.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, transform } from "esbuild";

const dev = process.argv.includes("--dev");
const require = createRequire(import.meta.url);

/** Entry points by bundle name; an entry that does not exist in this tree is an error, not a skip. */
const entries = {
  client: "client/src/extension.ts",
  server: "server/src/server.ts",
  engine: "server/src/engine.ts",
  cli: "server/src/cli.ts",
  disks: "server/src/disk-server.ts",
  host: "client/src/host/main.ts",
};

for (const entry of Object.values(entries)) {
  if (!existsSync(entry)) throw new Error(`entry point ${entry} is missing`);
}

/** Leaves an entry that another one imports a bundle of its own: the server answers before it reads its engine. */
const ownBundles = {
  name: "own-bundles",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/engine\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./engine.js", external: true } : undefined,
    ),
};

/** Node 20 runs object spread, which js-yaml makes at every event, about four times slower than plain assignments. */
const spreadFreeYaml = {
  name: "spread-free-yaml",
  setup: ({ onLoad }) =>
    onLoad({ filter: /js-yaml[\\/]dist[\\/].*\.m?js$/ }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, "utf8"), { supported: { "object-rest-spread": false } });
      return { contents: code };
    }),
};

await build({
  entryPoints: entries,
  plugins: [ownBundles, spreadFreeYaml],
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: !dev,
  keepNames: false,
  sourcemap: dev ? "linked" : false,
  legalComments: "none",
  external: ["vscode", "@koromix/*"],
  // Their ESM entries need import.meta.url, which a CommonJS bundle does not have.
  alias: {
    fdir: require.resolve("fdir"),
    koffi: path.join(path.dirname(require.resolve("koffi")), "index.cjs"),
  },
  mainFields: ["module", "main"],
  // A dynamic import of a CommonJS bundle has to be a require, or Node loads its ES module machinery for it.
  supported: { "dynamic-import": false },
  logLevel: "warning",
});

// The server as a web worker: the same features, with the browser's side of the protocol's library.
await build({
  entryPoints: { "server-web": "server/src/server-web.ts" },
  plugins: [spreadFreeYaml],
  outdir: "dist",
  bundle: true,
  platform: "browser",
  format: "iife",
  target: "es2022",
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "none",
  alias: {
    "vscode-languageserver/node": "vscode-languageserver/browser",
    "node:crypto": "./server/src/web/crypto.ts",
  },
  logLevel: "warning",
});
