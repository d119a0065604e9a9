// `npm test`: builds, then runs every test; the last line is the totals. With CI=true a test that could not run is a failure.
import path from "node:path";
import { describe, isGood, singleCheck, sum } from "./group-result.mjs";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

/**
 * A program whose success is one check; what it says is shown only when it fails.
 * @param {readonly string[]} args of node
 */
async function check(...args) {
  const { status, output } = await run(process.execPath, args, { cwd: root });
  if (status !== 0) console.error(output.trimEnd());
  return singleCheck(status === 0);
}

/** The unit and protocol tests, with node's own runner. */
async function nodeTests(folder) {
  const { output } = await run(process.execPath, ["test/tools/run-unit.mjs", "--quiet", folder], { cwd: root });
  const lines = output.trimEnd().split("\n");
  const counts = /^\{"passed".*\}$/.test(lines.at(-1) ?? "") ? JSON.parse(lines.pop() ?? "{}") : singleCheck(false);
  if (counts.failed > 0) console.error(lines.join("\n"));
  return counts;
}

/** Groups in the order of what they need: the later ones use what the build left. */
const groups = {
  build: () => check("build.mjs"),
  types: () => check(path.join("node_modules", "typescript", "bin", "tsc"), "-p", "."),
  unit: () => nodeTests("test/unit"),
  protocol: () => nodeTests("test/protocol"),
  windows: async () => (await import("./windows-lane/run-tests.mjs")).runWindowsTests(),
  vscode: async () => (await import("./run-vscode.mjs")).runVSCodeTests(),
  web: async () => (await import("./run-vscode-web.mjs")).runVSCodeWebTests(),
  vsix: async () => (await import("./run-ui.mjs")).runUiTests(),
};

const results = [];
for (const [name, runGroup] of Object.entries(groups)) {
  const started = Date.now();
  let result;
  try {
    result = await runGroup();
  } catch (error) {
    console.error(error.stack ?? error);
    result = singleCheck(false);
  }
  results.push(result);
  console.log(`${name}: ${describe(result)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (result.note !== undefined) console.log(`${name} was skipped: ${result.note}`);
  // Nothing that follows can tell anything about a program that does not build.
  if (name === "build" && result.failed > 0) break;
}

const total = sum(results);
process.exitCode = isGood(total) ? 0 : 1;
console.log(describe(total));
