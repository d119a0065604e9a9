// Runs TypeScript tests on Node for Windows under Wine: `node test/tools/windows-lane/run-tests.mjs [--quiet] [prefix …]`.
// The tests are those that need Windows or the HCS double; a prefix narrows them. The options are run-unit.mjs's.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "../paths.mjs";
import { installLane } from "./install.mjs";
import { windowsPath } from "./paths.mjs";
import { wineNode } from "./wine-node.mjs";

/** What runs in the lane where no prefix says otherwise. */
const laneTests = [path.join("test", "unit", "hcs-double"), path.join("test", "unit", "host-flow")];

function testFiles(prefixes) {
  return readdirSync(path.join(root, "test", "unit"), { recursive: true })
    .map((name) => path.join("test", "unit", String(name)))
    .filter((file) => file.endsWith(".test.ts") && prefixes.some((prefix) => file.startsWith(path.normalize(prefix))))
    .sort((a, b) => (a < b ? -1 : 1));
}

const fileUrl = (file) => pathToFileURL(file).href.replace("file:///", "file:///Z:/");

const quiet = process.argv.includes("--quiet");
const asked = process.argv.slice(2).filter((argument) => argument !== "--quiet");
const problem = await installLane({ packages: process.env.CI === "true" });
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

process.chdir(root);
const tests = testFiles(asked.length > 0 ? asked : laneTests);
const outdir = path.join("out", `windows-tests-${process.pid}`);
try {
  await build({
    entryPoints: tests,
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
    banner: { js: `process.chdir(${JSON.stringify(windowsPath(root))});` },
  });
  const files = tests.map((file) => windowsPath(path.join(outdir, file.replace(/\.ts$/, ".mjs"))));
  const reporter = quiet ? [`--test-reporter=${fileUrl(path.join(root, "test", "tools", "quiet-reporter.mjs"))}`] : [];
  process.exitCode = await wineNode(["--enable-source-maps", "--test", ...reporter, ...files], { seconds: 900 });
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
