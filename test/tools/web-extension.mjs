// Lays out the extension as a VS Code in a browser runs it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { webManifest } from "./web-manifest.mjs";

/** Files that the extension reads in a browser. */
const packed = [
  "dist/client-web.js",
  "dist/server-web.js",
  "dist/LICENSES.txt",
  "client/grammars/rego.language.json",
  "client/grammars/rego.tmLanguage.json",
  "media/icon.png",
  "media/walkthrough",
  "LICENSE",
];

/** Puts what `npm run build` left in dist into a folder of its own. @returns {string} the folder */
export function layOutWebExtension() {
  const folder = path.join(root, "out", "web-extension");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of packed) cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(webManifest(manifest)));
  return folder;
}
