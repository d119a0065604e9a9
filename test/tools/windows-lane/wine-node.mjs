// Node for Windows under Wine.
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { koffiModules, windowsNode, windowsPath, wineEnvironment } from "./paths.mjs";

const relayEvery = 100;

const toOutput = (text) => process.stdout.write(text);

/** Tells what a file has grown by, again and again until the function it returns is called. */
function relay(file, tell) {
  const from = openSync(file, "r");
  const chunk = Buffer.alloc(65536);
  const copy = () => {
    for (let count = readSync(from, chunk); count > 0; count = readSync(from, chunk))
      tell(chunk.toString("utf8", 0, count));
  };
  const timer = setInterval(copy, relayEvery);
  return () => {
    clearInterval(timer);
    copy();
    closeSync(from);
  };
}

/**
 * Runs node.exe with arguments. Its output goes through files, as it cannot write to a Linux pipe.
 * @param {readonly string[]} args
 * @param {{ tell?: (text: string) => void, seconds?: number, variables?: Record<string, string> }} [options] tell: hears
 *   what goes to the standard output; seconds: it is ended after so many; variables: more of the environment
 * @returns {Promise<number>} the exit code, 124 where time ran out
 */
export async function wineNode(args, { tell = toOutput, seconds = 300, variables = {} } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "windows-lane-"));
  const files = [path.join(folder, "stdout"), path.join(folder, "stderr")];
  const [output, errors] = files.map((file) => openSync(file, "w"));
  const child = spawn("wine", [windowsNode, ...args], {
    env: {
      ...process.env,
      ...wineEnvironment,
      NODE_OPTIONS: `--require=${windowsPath(path.join(import.meta.dirname, "lane-koffi.cjs")).replaceAll("\\", "/")}`,
      WINDOWS_LANE_MODULES: windowsPath(koffiModules),
      ...variables,
    },
    stdio: ["ignore", output, errors],
  });
  const stops = [relay(files[0], tell), relay(files[1], (text) => process.stderr.write(text))];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, seconds * 1000);
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (status) => resolve(status ?? 1));
  });
  clearTimeout(timer);
  for (const stop of stops) stop();
  closeSync(output);
  closeSync(errors);
  rmSync(folder, { recursive: true, force: true });
  return late ? 124 : code;
}
