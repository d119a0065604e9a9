// Runs the TypeScript tests of test/unit and test/protocol with node's own runner, on any Node >= 20.
// `node test/tools/run-unit.mjs [--quiet] [path prefix …]`: each test file is bundled by itself, so a filter builds only
// what it runs. `--quiet` tells failures only, and ends with the counts as one line of JSON.
import { readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleTests } from "./bundle-tests.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

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

/** Files that get a second try; where more of them fail, it is no matter of load. */
const mostRetried = 3;

const outdir = path.join("out", `tests-${process.pid}`);
try {
  await bundleTests(tests, outdir);
  process.exitCode = await (quiet ? runQuietly() : runAloud());
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

/** Node's runner on the tests of files, as a program and its arguments. */
function nodeTest(files, ...options) {
  const bundles = files.map((file) => path.join(outdir, file.replace(/\.ts$/, ".mjs")));
  return [process.execPath, ["--enable-source-maps", "--test", ...options, ...bundles]];
}

async function runAloud() {
  const [node, args] = nodeTest(tests, ...concurrency());
  return (await run(node, args, { inherit: true })).status;
}

/** Tells failures only, and the counts. The few files in which tests failed are run once more, by themselves. */
async function runQuietly() {
  const first = await quietRun(tests, ...concurrency());
  const failed = tests.filter((file) => first.told.includes(`${path.sep}${file}:`));
  if (first.counts === undefined || first.counts.failed === 0 || failed.length === 0 || failed.length > mostRetried)
    return tell(first);
  const second = await quietRun(failed, "--test-concurrency=1");
  if (second.counts?.failed !== 0) return tell(first);
  const { passed, skipped } = first.counts;
  const told = `${first.told.trimEnd()}\nflaky: these passed when ${failed.join(" and ")} ran alone`;
  return tell({ told, counts: { passed: passed + first.counts.failed, failed: 0, skipped } });
}

/** @returns {Promise<{ told: string, counts?: { passed: number, failed: number, skipped: number } }>} */
async function quietRun(files, ...options) {
  const reporter = pathToFileURL(path.join("test", "tools", "quiet-reporter.mjs")).href;
  const { output } = await run(...nodeTest(files, ...options, "--test-reporter", reporter));
  const lines = output.trimEnd().split("\n");
  const isWhole = /^\{"passed".*\}$/.test(lines.at(-1) ?? "");
  return isWhole ? { counts: JSON.parse(lines.pop() ?? ""), told: lines.join("\n") } : { told: output };
}

/** Says what came of it; the exit code. */
function tell({ told, counts }) {
  if (told !== "") console.log(told);
  if (counts !== undefined) console.log(JSON.stringify(counts));
  return counts?.failed === 0 ? 0 : 1;
}

/** As many files at once as there are processors; node itself leaves one of them idle. Older ones have no such switch. */
function concurrency() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isKnown = major > 20 || (major === 20 && minor >= 10);
  return isKnown ? [`--test-concurrency=${os.availableParallelism()}`] : [];
}
