// Writes the table of HRESULTs into client/docs/troubleshooting.md: `node test/tools/generate-hresults.mjs`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const bundle = path.join(root, "out", `hresults-${process.pid}.mjs`);
mkdirSync(path.dirname(bundle), { recursive: true });
try {
  await build({
    entryPoints: [path.join(root, "test", "tools", "hresult-reference.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { troubleshootingFile, withHresults } = await import(pathToFileURL(bundle).href);
  const file = path.join(root, troubleshootingFile);
  writeFileSync(file, withHresults(readFileSync(file, "utf8")));
} finally {
  rmSync(bundle, { force: true });
}
