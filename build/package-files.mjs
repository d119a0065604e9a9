// The code of the packages of the language server protocol, and ours.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const packages = ["vscode-jsonrpc", "vscode-languageserver", "vscode-languageserver-protocol", "vscode-languageclient"];

/** @returns {readonly string[]} the packages' modules, without their comments */
export const packageModules = () =>
  packages
    .flatMap((name) => textsIn(`node_modules/${name}/lib`, /\.js$/))
    .map((text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""));

/** @returns {readonly string[]} our own modules */
export const ourModules = () => ["client/src", "server/src"].flatMap((folder) => textsIn(folder, /\.ts$/));

/**
 * @param {string} folder looked into with all its folders
 * @param {RegExp} names of the files
 * @returns {readonly string[]}
 */
export function textsIn(folder, names) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => names.test(file));
  return files.map((file) => readFileSync(path.join(folder, file), "utf8"));
}
