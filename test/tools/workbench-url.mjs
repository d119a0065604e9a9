// Addresses of the workbench that code-server serves.
import path from "node:path";

/**
 * A file as VS Code in the browser names it.
 * @param {string} serverUrl
 * @param {string} file
 */
export const remoteUri = (serverUrl, file) => `vscode-remote://${new URL(serverUrl).host}${path.resolve(file)}`;

/**
 * The address of a window. The payload's extension keys are read only with `--vscode-option enable-smoke-test-driver`.
 * @param {string} serverUrl
 * @param {string | undefined} folder
 * @param {readonly (readonly [string, string])[]} payload
 */
export function workbenchUrl(serverUrl, folder, payload = []) {
  const query = new URLSearchParams(folder === undefined ? { ew: "true" } : { folder: path.resolve(folder) });
  query.set("payload", JSON.stringify([["skipWelcome", "true"], ["skipReleaseNotes", "true"], ...payload]));
  return `${serverUrl}/?${query}`;
}
