// Tests as node's own runner takes them: TypeScript bundled to one module a file.
import path from "node:path";
import { build } from "esbuild";
import { root } from "./paths.mjs";

/**
 * Bundles each test by itself.
 * @param {readonly string[]} tests their files, from the root
 * @param {string} outdir
 * @param {string} [workingFolder] the root, as the tests' machine names it: they find fixtures from there, wherever their
 *   bundle lies
 * @returns {Promise<string[]>} the bundles, in the order of the tests
 */
export async function bundleTests(tests, outdir, workingFolder = root) {
  await build({
    absWorkingDir: root,
    entryPoints: [...tests],
    outbase: ".",
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
    banner: { js: `process.chdir(${JSON.stringify(workingFolder)});` },
  });
  return tests.map((test) => path.join(outdir, test.replace(/\.ts$/, ".mjs")));
}
