// Lets the tools, which run as they are, use the builders of the tests, which are TypeScript.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

/**
 * Bundles a TypeScript module and imports it.
 * @param {string} file from the root
 */
export async function importTypeScript(file) {
  const outfile = path.join(root, "out", "typescript", file.replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [path.join(root, file)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
