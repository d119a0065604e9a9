// `node test/tools/generate-schemas.mjs`: writes what is generated from schemas/annotations.json. A test tells when it is due.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const bundle = path.join(root, "out", `generate-schemas-${process.pid}.mjs`);
try {
  await build({
    stdin: {
      contents: `export { generatedFiles } from "./test/tools/generated-files.ts";`,
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  const { generatedFiles } = await import(pathToFileURL(bundle).href);
  for (const [file, text] of generatedFiles()) writeFileSync(path.join(root, file), text);
} finally {
  rmSync(bundle, { force: true });
}
