// `npm start`: opens VS Code with the extension loaded and a copy of the sample workspace. Ctrl-C ends it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { addArtifactSamples } from "./artifact-samples.mjs";
import { startCodeServer } from "./code-server.mjs";
import { findDesktopVSCode } from "./desktop-vscode.mjs";
import { installTools } from "./install.mjs";
import { root } from "./paths.mjs";
import { onExit } from "./processes.mjs";
import { copySampleWorkspace } from "./sample-workspace.mjs";
import { packageExtension } from "./vsix.mjs";
import { remoteUri, workbenchUrl } from "./workbench-url.mjs";

const firstFile = path.join("kubernetes", "broken-pod.yaml");

const workspace = copySampleWorkspace();
try {
  await addArtifactSamples(workspace.folder);
  const desktop = await findDesktopVSCode();
  await (desktop === undefined ? openInBrowser() : openDesktop(desktop));
} finally {
  workspace.remove();
}

/** A window of its own with the extension in development mode; ends when the window is closed. */
async function openDesktop(executable) {
  const userData = mkdtempSync(path.join(os.tmpdir(), "confidential-pods-"));
  const file = path.join(workspace.folder, firstFile);
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${userData}`,
    "--new-window",
    workspace.folder,
    file,
  ];
  console.log(
    "Opening VS Code with Confidential Pods and the sample workspace; close the window, or press Ctrl-C, to end.",
  );
  const child = spawn(executable, [...args, "--disable-extensions", "--skip-welcome", "--disable-workspace-trust"], {
    stdio: "ignore",
  });
  const ended = new Promise((resolve, reject) => {
    child.on("exit", resolve);
    child.on("error", reject);
  });
  const stop = onExit(async () => {
    child.kill();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    workspace.remove();
  }, 0);
  try {
    await ended;
  } finally {
    await stop();
  }
}

/** VS Code in the browser, from npm; serves until Ctrl-C. */
async function openInBrowser() {
  const problem = await installTools();
  if (problem !== undefined) {
    console.error(`There is no VS Code to open: ${problem}`);
    process.exitCode = 1;
    return;
  }
  const { file } = await packageExtension();
  const port = Number(process.env.PORT ?? 0);
  const server = await startCodeServer({ vsix: file, port, settings: { "workbench.colorTheme": "Dark Modern" } });
  const stop = onExit(async () => {
    await server.stop();
    workspace.remove();
  }, 0);
  const opened = [["openFile", remoteUri(server.url, path.join(workspace.folder, firstFile))]];
  console.log(
    `VS Code with Confidential Pods and the sample workspace:\n\n  ${workbenchUrl(server.url, workspace.folder, opened)}\n`,
  );
  console.log("Open it in a browser on this machine. Press Ctrl-C to end.");
  await server.ended;
  await stop();
}
