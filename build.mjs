// Bundles the entry points into dist/: `node build.mjs [--dev]`.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build, transform } from "esbuild";
import { asCommonJs } from "./build/common-js.mjs";
import { emittedModules } from "./build/emitted-modules.mjs";
import { languageClientParts } from "./build/language-client-parts.mjs";
import { languageServerParts } from "./build/language-server-parts.mjs";
import { licensesOf } from "./build/licenses.mjs";
import { outerModules } from "./build/outer-modules.mjs";
import { packedReference, referenceAsData } from "./build/packed-reference.mjs";
import { shortNames } from "./build/short-names.mjs";
import { eventsOfYaml } from "./build/yaml-events.mjs";

const dev = process.argv.includes("--dev");
const require = createRequire(import.meta.url);
const { engines } = require("./package.json");

/** Entry points by bundle name; an entry that does not exist in this tree is an error, not a skip. */
const entries = {
  client: "client/src/extension.ts",
  cli: "server/src/cli.ts",
  disks: "server/src/disk-server.ts",
  host: "client/src/host/main.ts",
};

/** What the server reads when it has answered; its texts are data beside it. */
const engine = { engine: "server/src/engine.ts" };

/** The two ends of the language server protocol. What they share of its library is `dist/protocol.js`. */
const protocolEnds = {
  language: "client/src/language/language-client.ts",
  server: "server/src/server.ts",
};

/** What is bundled of the library of each end. */
const clientParts = languageClientParts(engines.vscode);
const libraryParts = (module, file) => languageServerParts(clientParts(module, file), file);

/** The same as web workers, for a VS Code in a browser: the extension without what needs a machine, and the server. */
const webClient = { "client-web": "client/src/extension-web.ts" };
const webServer = { "server-web": "server/src/server-web.ts" };

for (const entry of Object.values({ ...entries, ...engine, ...protocolEnds, ...webClient, ...webServer })) {
  if (!existsSync(entry)) throw new Error(`entry point ${entry} is missing`);
}

/** Leaves what an entry imports late a bundle of its own: the server answers before it reads its engine. */
const ownBundles = {
  name: "own-bundles",
  setup: ({ onResolve }) => {
    const late = { "./engine.ts": "./engine.js", "./language-client.ts": "./language.js" };
    onResolve({ filter: /^\.\/(?:engine|language-client)\.ts$/ }, ({ kind, path: file }) =>
      kind === "dynamic-import" ? { path: late[file], external: true } : undefined,
    );
  },
};

const common = {
  outdir: "dist",
  bundle: true,
  minify: !dev,
  legalComments: "none",
  logLevel: "warning",
  logOverride: { "import-is-undefined": "error" },
  metafile: true,
};

const node = {
  ...common,
  platform: "node",
  target: "node20",
  // koffi is packed as it is, with its binary.
  external: ["vscode", "koffi"],
  // Its ESM entry needs import.meta.url, which a CommonJS bundle does not have.
  alias: { fdir: require.resolve("fdir") },
  mainFields: ["module", "main"],
};

/** A dynamic import of a CommonJS bundle has to be a require, or Node loads its ES module machinery for it. */
const commonjs = { format: "cjs", supported: { "dynamic-import": false } };

/** ES modules that become CommonJS afterwards, with whitespace as it is. */
const ofProcess = {
  ...node,
  format: "esm",
  minify: false,
  minifySyntax: !dev,
  write: false,
  sourcemap: dev ? "inline" : false,
};
const processes = await build({
  ...ofProcess,
  entryPoints: entries,
  plugins: [ownBundles, outerModules, eventsOfYaml],
});
const serverEngine = await build({
  ...ofProcess,
  entryPoints: engine,
  plugins: [referenceAsData, outerModules, eventsOfYaml],
});

const ends = await build({
  ...ofProcess,
  entryPoints: protocolEnds,
  plugins: [ownBundles, outerModules, emittedModules(libraryParts)],
  // What both have in common is a module of its own.
  splitting: true,
  // What they ask it for has short names.
  minifyIdentifiers: !dev,
  // Members that are private in TypeScript, which the library names so.
  mangleProps: /^_[a-zA-Z]/,
  chunkNames: "protocol",
});
mkdirSync("dist", { recursive: true });
for (const [{ outputFiles }, names] of [[processes], [serverEngine], [ends, shortNames()]]) {
  for (const { path: file, text } of outputFiles) {
    const { code } = await transform(asCommonJs(text), {
      ...commonjs,
      ...(dev ? {} : names),
      platform: "node",
      target: "node20",
      minify: !dev,
      sourcemap: dev ? "inline" : false,
    });
    writeFileSync(file, code);
  }
}

const browser = { ...common, platform: "browser", target: "es2022", sourcemap: dev ? "linked" : false };

// With the browser's side of the protocol's library.
const clientWorker = await build({
  ...browser,
  entryPoints: webClient,
  plugins: [emittedModules(clientParts)],
  format: "cjs",
  external: ["vscode"],
  alias: { "vscode-languageclient/node": "vscode-languageclient/browser" },
});
const serverWorker = await build({
  ...browser,
  entryPoints: webServer,
  plugins: [emittedModules(languageServerParts), eventsOfYaml],
  format: "iife",
  alias: {
    "vscode-languageserver/node": "vscode-languageserver/browser",
    "node:crypto": "./server/src/web/crypto.ts",
  },
});

const bundles = [processes, serverEngine, ends, clientWorker, serverWorker];
writeFileSync("dist/LICENSES.txt", licensesOf(bundles.map(({ metafile }) => metafile)));
writeFileSync("dist/reference.br", await packedReference());
