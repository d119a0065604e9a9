import { rmSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build } from "esbuild";
import { emittedModules } from "../../../build/emitted-modules.mjs";
import { languageServerParts } from "../../../build/language-server-parts.mjs";
import { eventsOfYaml } from "../../../build/yaml-events.mjs";

const plugins = [emittedModules(languageServerParts), eventsOfYaml];

/** The server as a web worker: what runs in it must not need node. */
const browser = {
  platform: "browser",
  format: "iife",
  target: "es2022",
  alias: {
    "vscode-languageserver/node": "vscode-languageserver/browser",
    "node:crypto": "./server/src/web/crypto.ts",
  },
  plugins,
} satisfies BuildOptions;

const node = {
  platform: "node",
  format: "cjs",
  target: "node20",
  mainFields: ["module", "main"],
  plugins,
} satisfies BuildOptions;

/**
 * Builds an entry point of the server for this test process alone, of the same parts as the product's bundles; removed
 * when the process ends.
 * @returns the bundle's path
 */
export async function bundle(entry: "server" | "server-web" | "cli" | "disk-server"): Promise<string> {
  const folder = path.resolve("out", `${entry}-${process.pid}`);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, `${entry}.cjs`);
  await build({
    entryPoints: [`server/src/${entry}.ts`],
    outfile,
    bundle: true,
    ...(entry === "server-web" ? browser : node),
    logLevel: "warning",
  });
  return outfile;
}
