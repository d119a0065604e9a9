// Runs a script on Node for Windows under Wine, with the HCS double in System32:
// `node test/tools/windows-lane/run.mjs SCRIPT [args]`. Exits as the script does.
import { installLane } from "./install.mjs";
import { windowsPath } from "./paths.mjs";
import { wineNode } from "./wine-node.mjs";

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  console.error("usage: node test/tools/windows-lane/run.mjs SCRIPT [args]");
  process.exit(2);
}
const problem = await installLane();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
process.exitCode = await wineNode([windowsPath(script), ...args]);
