// Runs the tests that need no machine in the browser's own extension host: `node test/tools/run-vscode-web.mjs`.
import path from "node:path";
import { build } from "esbuild";
import { runInExtensionHost } from "./extension-host-tests.mjs";
import { describe, isGood, skippedGroup } from "./group-result.mjs";
import { root } from "./paths.mjs";
import { whatIsMissing } from "./run-vscode.mjs";
import { copySampleWorkspace } from "./sample-workspace.mjs";
import { withSecondTry } from "./tries.mjs";
import { layOutWebExtension } from "./web-extension.mjs";

/** @returns {Promise<import("./group-result.mjs").GroupResult>} */
export async function runVSCodeWebTests() {
  const problem = await whatIsMissing();
  if (problem !== undefined) return skippedGroup(problem);
  const extension = layOutWebExtension();
  // VS Code runs tests where it runs the extension that they lie in.
  const tests = path.join(extension, "tests", "index.js");
  await build({
    entryPoints: [path.join(root, "test", "vscode", "web-index.ts")],
    outfile: tests,
    bundle: true,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    external: ["vscode"],
    alias: { "node:assert/strict": path.join(root, "test", "vscode", "support", "browser-assert.ts") },
    logLevel: "warning",
  });
  return withSecondTry(() => play(extension, tests), { again: "in a fresh window" });
}

/**
 * Runs all tests in a window of their own.
 * @returns {Promise<import("./tries.mjs").Outcome>}
 */
async function play(extension, tests) {
  const workspace = copySampleWorkspace();
  let outcome;
  try {
    const code = await runInExtensionHost({
      extension,
      tests,
      workspace: workspace.folder,
      kind: "web",
      say: (line) => {
        if (/^\{"passed".*\}$/s.test(line)) outcome = JSON.parse(line);
        else console.log(line);
      },
    });
    return outcome ?? { passed: 0, failures: [{ name: "the browser's tests", error: `ended with ${code}` }] };
  } catch (error) {
    return { passed: 0, failures: [{ name: "the browser's tests", error: error.stack ?? String(error) }] };
  } finally {
    workspace.remove();
  }
}

if (process.argv[1] === import.meta.filename) {
  const result = await runVSCodeWebTests();
  if (result.note !== undefined) console.log(result.note);
  console.log(describe(result));
  process.exitCode = isGood(result) ? 0 : 1;
}
