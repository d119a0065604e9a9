// Makes the VSIX with vsce, which wants a newer Node than we do.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compactVsix } from "./compact-vsix.mjs";
import { installTools } from "./install.mjs";
import { placeKoffi, removeKoffi } from "./koffi-binary.mjs";
import { modernNode, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { layOutWebExtension } from "./web-extension.mjs";

/**
 * What a package without koffi may weigh, in bytes. Two fifths of it are the rules with their texts for users; it grows with
 * what there is to say, and nothing else may grow it.
 */
export const universalSizeLimit = 350 * 1024;

const require = createRequire(import.meta.url);
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/**
 * Packages what `npm run build` left in dist.
 * @param {string} [target] a platform of vsce, e.g. `win32-x64`, or `web`; without it the package is universal, and boots
 *   no VM
 * @returns {Promise<{ file: string, bytes: number }>}
 */
export async function packageExtension(target) {
  const folder = path.join(root, "out", "vsix");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}-${target === undefined ? "" : `${target}-`}${version}.vsix`);
  const vsce = path.join(path.dirname(require.resolve("@vscode/vsce/package.json")), "vsce");
  // Bundles hold all JavaScript, so no package of node_modules is packed.
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const isWeb = target === "web";
  const cwd = isWeb ? layOutWebExtension() : root;
  const args = [vsce, "package", ...options, "--readme-path", readmeOfPackage(cwd), "--out", file];
  if (target !== undefined) args.push("--target", target);
  removeKoffi();
  if (target !== undefined && !isWeb) await placeKoffi(target);
  const { status, output } = await run(await nodeForVsce(), args, { cwd });
  removeKoffi();
  if (status !== 0) throw new Error(`vsce could not package the extension:\n${output}`);
  await compactVsix(file);
  return { file, bytes: statSync(file).size };
}

/** Sections about choosing it and working with the repository: what they name is not in the package, or settled by having it. */
const repositorySections = ["For whom", "Try it", "In CI", "How fast", "The house", "Contributing"];

/** A table of settings or commands with its header, and what says that it is one: VS Code itself lists them beside the page. */
const listed = /^(?:### Commands\n\n.*\n\n)?\| (?:setting|command) .*\n(?:\|.*\n)+\n/gm;

/** Paragraphs that only lead to pages of the repository. */
const leading = /^More in \[.*\n(?:.+\n)*\n/gm;

/**
 * What a user of the package reads; pictures would be half of it, and VS Code shows them only from an address in the web.
 * @param {string} folder that is packaged
 */
function readmeOfPackage(folder) {
  const sections = readFileSync(path.join(root, "README.md"), "utf8").split(/^(?=## )/m);
  const isKept = (section) => !repositorySections.some((title) => section.startsWith(`## ${title}\n`));
  const kept = sections.filter(isKept);
  if (sections.length - kept.length < repositorySections.length) throw new Error("README.md has other sections");
  const file = folder === root ? path.join(root, "out", "vsix", "README.md") : path.join(folder, "README.md");
  const text = kept
    .join("")
    .replace(/^!\[.*\n/gm, "")
    .replace(listed, "")
    .replace(leading, "")
    .replace(/\n{3,}/g, "\n\n");
  // Nothing opens a path of the repository; the walkthrough shows the pages that are packed.
  writeFileSync(file, text.replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, "$1"));
  // vsce looks for it among the files that .vscodeignore lets in.
  return path.relative(folder, file);
}

async function nodeForVsce() {
  const [major] = process.versions.node.split(".");
  if (Number(major) >= 22) return process.execPath;
  const problem = await installTools();
  if (problem !== undefined) throw new Error(`vsce needs Node 22 or newer: ${problem}`);
  return modernNode;
}
