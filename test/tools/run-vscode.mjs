// Runs test/vscode in a real VS Code: `node test/tools/run-vscode.mjs`. Desktop VS Code if there is one, else code-server's.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { findChromium } from "./chromium.mjs";
import { findDesktopVSCode } from "./desktop-vscode.mjs";
import { describe, isGood, skippedGroup } from "./group-result.mjs";
import { installCommand, installTools } from "./install.mjs";
import { root } from "./paths.mjs";
import { copySampleWorkspace } from "./sample-workspace.mjs";
import { withSecondTry } from "./tries.mjs";

const outdir = path.join(root, "out", "vscode-tests");

/** @returns {Promise<import("./group-result.mjs").GroupResult>} */
export async function runVSCodeTests() {
  const desktop = await findDesktopVSCode();
  const problem = desktop === undefined ? await whatIsMissing() : undefined;
  if (problem !== undefined) return skippedGroup(problem);
  await build({
    entryPoints: [path.join(root, "test", "vscode", "index.ts")],
    outdir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return withSecondTry(() => play(desktop), { again: "in a fresh window" });
}

/**
 * Runs all tests in a window of their own.
 * @returns {Promise<import("./tries.mjs").Outcome>}
 */
async function play(desktop) {
  const workspace = copySampleWorkspace();
  const results = path.join(outdir, "results.json");
  rmSync(results, { force: true });
  try {
    await runTests({
      vscodeExecutablePath: desktop ?? path.join(import.meta.dirname, "vscode-shim.mjs"),
      extensionDevelopmentPath: [root, path.join(root, "test", "vscode", "stand-ins", "yaml-extension")],
      extensionTestsPath: path.join(outdir, "index.js"),
      launchArgs: [workspace.folder, "--disable-extensions"],
      extensionTestsEnv: { CONFIDENTIAL_PODS_TEST_RESULTS: results },
    });
  } catch (error) {
    // A failed test is in the results; anything else, a crash say, is not.
    if (!existsSync(results))
      return { passed: 0, failures: [{ name: "the extension host's tests", error: error.message }] };
  } finally {
    workspace.remove();
  }
  return JSON.parse(readFileSync(results, "utf8"));
}

/** Why code-server's VS Code cannot be used, with the command that helps. */
export async function whatIsMissing() {
  const problem = await installTools();
  if (problem !== undefined) return `no VS Code to test in: ${problem} (try: ${installCommand})`;
  const browser = await findChromium();
  return "problem" in browser ? `no browser to show VS Code in: ${browser.problem}` : undefined;
}

if (process.argv[1] === import.meta.filename) {
  const result = await runVSCodeTests();
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
