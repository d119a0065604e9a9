// Runs the TypeScript tests of test/unit and test/protocol with node's own runner, on any Node >= 20.
// `node test/tools/run-unit.mjs [--quiet] [path prefix …]`: each test file is bundled by itself, so a filter builds only
// what it runs. `--quiet` tells failures only, and ends with the counts as one line of JSON.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);

const quiet = process.argv.includes("--quiet");
const prefixes = process.argv
  .slice(2)
  .filter((argument) => argument !== "--quiet")
  .map((prefix) => path.normalize(prefix));
const wanted = (file) => prefixes.length === 0 || prefixes.some((prefix) => file.startsWith(prefix));
const tests = ["test/unit", "test/protocol"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))))
  .filter((file) => file.endsWith(".test.ts") && wanted(file))
  .sort((a, b) => (a < b ? -1 : 1));
if (tests.length === 0) {
  console.error(`no *.test.ts under ${prefixes.join(", ") || "test/unit"}`);
  process.exit(1);
}

const outdir = path.join("out", `tests-${process.pid}`);
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
    // Tests find fixtures from the root of the repository, wherever their bundle lies.
    banner: { js: `process.chdir(${JSON.stringify(root)});` },
  });
  const files = tests.map((file) => path.join(outdir, file.replace(/\.ts$/, ".mjs")));
  const reporter = quiet
    ? ["--test-reporter", pathToFileURL(path.join("test", "tools", "quiet-reporter.mjs")).href]
    : [];
  const args = ["--enable-source-maps", "--test", ...concurrency(), ...reporter, ...files];
  const run = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** As many files at once as there are processors; node itself leaves one of them idle. Older ones have no such switch. */
function concurrency() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isKnown = major > 20 || (major === 20 && minor >= 10);
  return isKnown ? [`--test-concurrency=${os.availableParallelism()}`] : [];
}
