// Finds a desktop VS Code, or downloads one where the network lets us.

import dns from "node:dns/promises";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { onPath } from "./chromium.mjs";
import { root } from "./paths.mjs";

const downloadHost = "update.code.visualstudio.com";

/**
 * The executable of a desktop VS Code, in this order: the environment variable VSCODE_EXECUTABLE, `code` on the PATH, a
 * download. Undefined where there is none, or on a machine without a display.
 * @returns {Promise<string | undefined>}
 */
export async function findDesktopVSCode() {
  const chosen = process.env.VSCODE_EXECUTABLE;
  if (chosen !== undefined) return chosen;
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  return installedVSCode() ?? (await downloadedVSCode());
}

/** `code` is a script beside, or below, the folder of the program it starts. */
function installedVSCode() {
  const script = onPath(process.platform === "win32" ? "code.cmd" : "code");
  if (script === undefined) return undefined;
  const folder = path.resolve(path.dirname(realpathSync(script)), "..");
  const programs = { linux: "code", win32: "Code.exe", darwin: path.join("..", "..", "MacOS", "Electron") };
  const program = path.join(folder, programs[process.platform] ?? "code");
  return existsSync(program) ? program : undefined;
}

async function downloadedVSCode() {
  try {
    // Fails at once without a network; the download itself would retry for long.
    await dns.lookup(downloadHost);
    return await downloadAndUnzipVSCode({ cachePath: path.join(root, ".vscode-test") });
  } catch {
    return undefined;
  }
}
