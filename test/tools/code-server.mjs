// Starts the VS Code of code-server on a free port of 127.0.0.1, with folders of its own that vanish afterwards.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeServerEntry, modernNode } from "./paths.mjs";
import { run } from "./processes.mjs";

/** A window without tips, tours, telemetry and AI: only what we test. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "git.enabled": false,
  "window.commandCenter": false,
  "editor.minimap.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/** Every workspace is trusted; or none is before the user trusts it, which nobody asks for. */
const trustSettings = (asksForTrust) =>
  asksForTrust
    ? { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" }
    : { "security.workspace.trust.enabled": false };

/**
 * @typedef {object} CodeServer
 * @property {string} url without a slash at its end
 * @property {string} folder private folder, removed by `stop`
 * @property {() => string} log everything that the server wrote
 * @property {Promise<void>} ended when the server is gone, for whatever reason
 * @property {() => Promise<void>} stop
 */

/**
 * @param {{ settings?: object, env?: NodeJS.ProcessEnv, args?: readonly string[], vsix?: string, extensions?: readonly string[], port?: number,
 *   asksForTrust?: boolean }} [options] `vsix`: an extension to install first; `extensions`: folders of some
 *   that are there without being installed; `port`: 0 for any; `asksForTrust`: workspaces
 *   are not trusted from the start
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({
  settings = {},
  env = {},
  args = [],
  vsix,
  extensions = [],
  port = 0,
  asksForTrust = false,
} = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "confidential-pods-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    const userData = path.join(folder, "data");
    mkdirSync(path.join(userData, "User"), { recursive: true });
    writeFileSync(
      path.join(userData, "User", "settings.json"),
      JSON.stringify({ ...quietSettings, ...trustSettings(asksForTrust), ...settings }),
    );
    // Kept out of the user's home: even `--version` writes a configuration with a password.
    writeFileSync(path.join(folder, "config.yaml"), "auth: none\n");
    const folders = [
      "--config",
      path.join(folder, "config.yaml"),
      "--user-data-dir",
      userData,
      "--extensions-dir",
      path.join(folder, "extensions"),
    ];
    for (const extension of extensions) {
      const { publisher, name, version } = JSON.parse(readFileSync(path.join(extension, "package.json"), "utf8"));
      const installed = path.join(folder, "extensions", `${publisher}.${name}-${version}`);
      cpSync(extension, installed, { recursive: true });
    }
    const environment = { ...privateEnvironment(folder), ...env };
    if (vsix !== undefined) await installVsix(vsix, folders, environment);
    const switches = [
      "--auth",
      "none",
      "--disable-telemetry",
      "--disable-update-check",
      ...(asksForTrust ? [] : ["--disable-workspace-trust"]),
      "--disable-getting-started-override",
      "--disable-proxy",
    ];
    const child = spawn(
      modernNode,
      [codeServerEntry, ...folders, ...switches, "--bind-addr", `127.0.0.1:${port}`, ...args],
      {
        env: environment,
        // A process group of its own, so that all of it can be ended.
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const { url, log } = await listening(child);
    const ended = new Promise((resolve) => {
      child.once("exit", () => resolve());
    });
    return { url, folder, log, ended, stop: () => end(child).finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Nothing of the user's VS Code or home is read or written, and no extension gallery is asked. */
function privateEnvironment(folder) {
  const temporary = path.join(folder, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("VSCODE_") && name !== "PORT");
  const xdg = path.join(folder, "xdg");
  return {
    ...Object.fromEntries(inherited),
    PATH: `${path.dirname(modernNode)}${path.delimiter}${process.env.PATH}`,
    XDG_DATA_HOME: xdg,
    XDG_CONFIG_HOME: xdg,
    XDG_CACHE_HOME: xdg,
    XDG_RUNTIME_DIR: temporary,
    TMPDIR: temporary,
    EXTENSIONS_GALLERY: "{}",
  };
}

async function installVsix(vsix, folders, env) {
  const { status, output } = await run(
    modernNode,
    [codeServerEntry, ...folders, "--install-extension", vsix, "--force"],
    { env },
  );
  if (status !== 0) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}

/** Waits for the line that names the port. */
function listening(child) {
  return new Promise((resolve, reject) => {
    let log = "";
    const late = setTimeout(() => fail("did not answer within 180 seconds"), 180_000);
    const fail = (reason) => {
      clearTimeout(late);
      child.kill("SIGKILL");
      reject(new Error(`code-server ${reason}\n${log}`));
    };
    const read = (chunk) => {
      log += chunk;
      const url = /HTTP server listening on (http:\/\/\S+?)\/?\s/.exec(log)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve({ url, log: () => log });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (error) => fail(error.message));
    child.on("exit", (code) => fail(`ended with ${code}`));
  });
}

/** Ends the server and waits for the last of its processes, which would write into folders that are removed next. */
async function end(child) {
  for (const [signal, patience] of [
    ["SIGTERM", 5000],
    ["SIGKILL", 2000],
  ]) {
    const deadline = Date.now() + patience;
    let isAlive = signalGroup(child.pid, signal);
    while (isAlive && Date.now() < deadline) {
      await delay(50);
      isAlive = signalGroup(child.pid, 0);
    }
    if (!isAlive) return;
  }
}

/** Signals a process and its descendants; false where none of them is left. */
function signalGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}
