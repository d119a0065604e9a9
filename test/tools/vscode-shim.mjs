#!/usr/bin/env node
// Stands in for the desktop executable: takes the command line that @vscode/test-electron builds and runs the same tests
// in code-server's VS Code. Its exit code is the result of the run.
import path from "node:path";
import { parseArgs } from "node:util";
import { runInExtensionHost } from "./extension-host-tests.mjs";

const text = { type: "string" };
const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { ...text, multiple: true }, extensionTestsPath: text },
  allowPositionals: true,
  strict: false,
});
const [extension, ...installed] = [values.extensionDevelopmentPath]
  .flat()
  .map((folder) => path.resolve(String(folder)));
process.exitCode = await runInExtensionHost({
  extension,
  // A window of the browser takes one extension in development.
  installed,
  tests: path.resolve(String(values.extensionTestsPath)),
  workspace: positionals[0],
});
