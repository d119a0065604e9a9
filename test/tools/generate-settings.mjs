// `npm run generate:settings`: writes the rules into package.json's setting of severities. A test tells when it is due.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./paths.mjs";

const bundle = path.join(root, "out", `generate-settings-${process.pid}.mjs`);
try {
  await build({
    stdin: {
      contents: `export { listRules } from "./server/src/pods/rules/explain.ts";
        export { rulesSetting } from "./test/tools/rules-setting.ts";`,
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const { listRules, rulesSetting } = await import(pathToFileURL(bundle).href);
  const file = path.join(root, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  for (const { properties } of manifest.contributes.configuration) {
    const setting = properties["confidentialPods.rules"];
    if (setting !== undefined) setting.properties = rulesSetting(listRules());
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
} finally {
  rmSync(bundle, { force: true });
}
