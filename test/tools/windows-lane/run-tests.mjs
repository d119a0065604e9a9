// Runs TypeScript tests on Node for Windows under Wine: `node test/tools/windows-lane/run-tests.mjs [prefix …]`.
// The tests are those that need Windows or the HCS double; prefixes choose others.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { describe, isGood, singleCheck, skippedGroup } from "../group-result.mjs";
import { root } from "../paths.mjs";
import { installLane } from "./install.mjs";
import { windowsPath } from "./paths.mjs";
import { wineNode } from "./wine-node.mjs";

const flow = ["cancel", "good-boot", "guest-faults", "hcs-faults", "logs", "preserve"];

/** What runs in the lane where no prefix says otherwise. */
const laneTests = ["test/unit/hcs-double", ...flow.map((name) => `test/unit/host-flow/${name}`)];

function testFiles(prefixes) {
  return readdirSync(path.join(root, "test", "unit"), { recursive: true })
    .map((name) => path.join("test", "unit", String(name)))
    .filter((file) => file.endsWith(".test.ts") && prefixes.some((prefix) => file.startsWith(path.normalize(prefix))))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** A file's URL as Node for Windows has it under Wine. */
const windowsUrl = (file) => pathToFileURL(file).href.replace("file:///", "file:///Z:/");

/** Bundles each test by itself; they find fixtures from the root, wherever their bundle lies. */
async function bundle(tests, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: tests,
    outbase: root,
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
  return tests.map((file) => windowsPath(path.join(outdir, file.replace(/\.ts$/, ".mjs"))));
}

/**
 * @param {readonly string[]} [prefixes] of test files, from the root
 * @returns {Promise<import("../group-result.mjs").GroupResult>}
 */
export async function runWindowsTests(prefixes = laneTests) {
  const problem = await installLane({ packages: process.env.CI === "true" });
  if (problem !== undefined) return skippedGroup(problem);
  const outdir = path.join(root, "out", `windows-tests-${process.pid}`);
  try {
    const files = await bundle(testFiles(prefixes), outdir);
    const reporter = `--test-reporter=${windowsUrl(path.join(root, "test", "tools", "quiet-reporter.mjs"))}`;
    let output = "";
    const tell = (text) => {
      output += text;
    };
    await wineNode(["--enable-source-maps", "--test", reporter, ...files], { tell, seconds: 900 });
    const lines = output.trimEnd().split("\n");
    const counts = /^\{"passed".*\}$/.test(lines.at(-1) ?? "") ? JSON.parse(lines.pop() ?? "{}") : singleCheck(false);
    if (counts.failed > 0) console.error(lines.join("\n"));
    return counts;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const prefixes = process.argv.slice(2);
  const result = await runWindowsTests(prefixes.length > 0 ? prefixes : undefined);
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
