// Where the repository and the tools of the tests are.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Folder of the tools, with a package.json of its own. */
export const toolsFolder = path.join(root, "test", "tools");

const modules = path.join(toolsFolder, "node_modules");

/** VS Code as the npm package code-server carries it. */
export const codeServerFolder = path.join(modules, "code-server");

/** Start script of code-server. */
export const codeServerEntry = path.join(codeServerFolder, "out", "node", "entry.js");

/** Node of the version that code-server and vsce want; from npm, independent of the machine's own. */
export const modernNode = path.join(modules, `node-linux-${process.arch}`, "bin", "node");

/** What may be thrown away at any time: the unpacked browser. */
export const cacheFolder = path.join(root, ".cache");

/** Sample workspace of good and bad pod specs. */
export const sampleWorkspace = path.join(root, "test", "fixtures", "workspace");

/** Written last by the installation, so a broken-off one is not taken for a complete one. */
export const installedMark = path.join(modules, ".installed");

/** Whether the tools can be used as they are. */
export const toolsInstalled = () => existsSync(installedMark);
