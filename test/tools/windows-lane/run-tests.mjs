// Runs TypeScript tests on Node for Windows under Wine: `node test/tools/windows-lane/run-tests.mjs [prefix …]`.
// The tests are those that need Windows or the HCS double; prefixes choose others.
import { cpSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleTests } from "../bundle-tests.mjs";
import { describe, isGood, singleCheck, skippedGroup, sum } from "../group-result.mjs";
import { root } from "../paths.mjs";
import { run } from "../processes.mjs";
import { withSecondTry } from "../tries.mjs";
import { installLane } from "./install.mjs";
import { koffiModules, windowsPath } from "./paths.mjs";
import { wineNode } from "./wine-node.mjs";

/** What runs in the lane where no prefix says otherwise. */
const laneTests = [
  "test/unit/hcs-double",
  "test/unit/host-flow",
  "test/unit/client/boot/lasting-host",
  "test/unit/client/boot/pipe-host",
  ...["channel", "console", "disks", "native", "preflight", "record"].map((room) => `test/unit/client/host/${room}`),
];

function testFiles(prefixes) {
  return readdirSync(path.join(root, "test", "unit"), { recursive: true })
    .map((name) => path.join("test", "unit", String(name)))
    .filter((file) => file.endsWith(".test.ts") && prefixes.some((prefix) => file.startsWith(path.normalize(prefix))))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** A file's URL as Node for Windows has it under Wine. */
const windowsUrl = (file) => pathToFileURL(file).href.replace("file:///", "file:///Z:/");

/** The bundles of tests, as Node for Windows names them. */
async function bundle(tests, outdir) {
  const bundles = await bundleTests(tests, outdir, windowsPath(root));
  return bundles.map((file, index) => ({ name: tests[index], file: windowsPath(file) }));
}

/** Lays the host out as a package for Windows has it: the product's own bundle, and koffi with its binary below it. */
function placeHost(folder) {
  const host = path.join(folder, "host.js");
  cpSync(path.join(root, "dist", "host.js"), host);
  for (const part of ["koffi", path.join("@koromix", "koffi-win32-x64")]) {
    cpSync(path.join(koffiModules, part), path.join(folder, "node_modules", part), { recursive: true });
  }
  return windowsPath(host);
}

/** Seconds for one file: beyond, Wine has lost an event that it waits for. */
const longest = 240;

/**
 * Runs a test file.
 * @returns {Promise<import("../tries.mjs").Outcome>}
 */
async function runFile({ name, file }, host) {
  const reporter = `--test-reporter=${windowsUrl(path.join(root, "test", "tools", "quiet-reporter.mjs"))}`;
  let output = "";
  const tell = (text) => {
    output += text;
  };
  const variables = { HOST_BUNDLE: host };
  const status = await wineNode(["--enable-source-maps", reporter, file], { tell, seconds: longest, variables });
  const lines = output.trimEnd().split("\n");
  const counts = /^\{"passed".*\}$/.test(lines.at(-1) ?? "") ? JSON.parse(lines.pop() ?? "{}") : singleCheck(false);
  const error = `${lines.join("\n")}\nIt ended with ${status}.`;
  const failures = status === 0 && counts.failed === 0 ? [] : [{ name, error }];
  return { passed: counts.passed, skipped: counts.skipped, failures };
}

/**
 * Needs the product built.
 * @param {readonly string[]} [prefixes] of test files, from the root
 * @returns {Promise<import("../group-result.mjs").GroupResult>}
 */
export async function runWindowsTests(prefixes = laneTests) {
  const problem = await installLane({ packages: process.env.CI === "true" });
  if (problem !== undefined) return skippedGroup(problem);
  const outdir = path.join(root, "out", `windows-tests-${process.pid}`);
  try {
    const files = await bundle(testFiles(prefixes), outdir);
    const host = placeHost(path.join(outdir, "dist"));
    const results = [];
    for (const file of files) {
      results.push(await withSecondTry(() => runFile(file, host), { again: "in another process" }));
    }
    return sum(results);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const prefixes = process.argv.slice(2);
  const { status, output } = await run(process.execPath, [path.join(root, "build.mjs")], { cwd: root });
  if (status !== 0) throw new Error(output);
  const result = await runWindowsTests(prefixes.length > 0 ? prefixes : undefined);
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
