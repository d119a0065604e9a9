// Writes the rules' pages to server/docs/rules. `node test/tools/generate-docs.mjs` after a rule's facts have changed.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = path.join(root, "out", `explain-${process.pid}.mjs`);
try {
  await build({
    entryPoints: [path.join(root, "server/src/pods/rules/pages.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { rulePages } = await import(pathToFileURL(bundle).href);
  const folder = path.join(root, "server/docs/rules");
  const pages = rulePages();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(path.join(folder, name));
  for (const [name, text] of pages) writeFileSync(path.join(folder, name), text);
} finally {
  rmSync(bundle, { force: true });
}
