// koffi beside the bundles, for a VSIX of one platform: the only code of a package that is not ours to bundle.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "./paths.mjs";
import { npm, run } from "./processes.mjs";

const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** Where `dist/host.js` finds it. */
const packed = path.join(root, "dist", "node_modules");

/** What of koffi is loaded by `require`; the rest of the package are its sources in C++ and its documentation. */
const scripts = ["package.json", "LICENSE.txt", "index.cjs", "src/koffi/index.cjs", "src/koffi/src/static.cjs"];

/**
 * Places koffi with the binary of a platform into dist.
 * @param {string} target a platform of vsce that koffi has too: `win32-x64`, `linux-x64`, …
 */
export async function placeKoffi(target) {
  const name = `@koromix/koffi-${target}`;
  const installed = path.join(root, "node_modules", name);
  const source = existsSync(installed) ? installed : await fetchPackage(name, dependencies.koffi);
  const triplet = readdirSync(source).find((entry) => entry.startsWith(`${target.split("-")[0]}_`));
  if (triplet === undefined) throw new Error(`${name} has no binary for ${target}`);
  placeParts(source, name, ["package.json", "index.js", path.join(triplet, "koffi.node")]);
  placeParts(path.join(root, "node_modules", "koffi"), "koffi", scripts);
}

function placeParts(source, name, parts) {
  for (const part of parts) cpSync(path.join(source, part), path.join(packed, name, part));
}

/** Takes it away again: bundles in development find koffi where npm put it. */
export const removeKoffi = () => rmSync(packed, { recursive: true, force: true });

/** A package that npm itself would refuse on this platform. */
async function fetchPackage(name, version) {
  const folder = path.join(cacheFolder, "koffi", `${path.basename(name)}-${version}`);
  const unpacked = path.join(folder, "package");
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(folder, { recursive: true });
  const [program, leading] = npm();
  const { status, output } = await run(program, [...leading, "pack", "--silent", `${name}@${version}`], {
    cwd: folder,
  });
  if (status !== 0) throw new Error(`npm pack ${name} failed: ${output.trim()}`);
  const archive = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  const unpacking = await run("tar", ["-xzf", archive], { cwd: folder });
  if (unpacking.status !== 0) throw new Error(`${name} does not unpack: ${unpacking.output}`);
  return unpacked;
}
