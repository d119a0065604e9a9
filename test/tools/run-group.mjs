// Runs one of the groups that drive a foreign program: `node test/tools/run-group.mjs windows|vscode|web|vsix`. What it
// came to is the last line, as JSON.
import { singleCheck } from "./group-result.mjs";

const runners = {
  windows: async () => (await import("./windows-lane/run-tests.mjs")).runWindowsTests(),
  vscode: async () => (await import("./run-vscode.mjs")).runVSCodeTests(),
  web: async () => (await import("./run-vscode-web.mjs")).runVSCodeWebTests(),
  vsix: async () => (await import("./run-ui.mjs")).runUiTests(),
};

let result;
try {
  result = await runners[process.argv[2]]();
} catch (error) {
  console.error(error.stack ?? error);
  result = singleCheck(false);
}
// What a window left behind keeps nobody waiting.
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
