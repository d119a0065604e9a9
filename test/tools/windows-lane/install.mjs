// Installs the Windows lane: `node test/tools/windows-lane/install.mjs [--packages]`. Wine and the cross compiler are
// Debian packages (installed with --packages only, which needs root or sudo), Node and koffi for Windows are npm's.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildDouble } from "../hcs-double.mjs";
import { root } from "../paths.mjs";
import { npm, run } from "../processes.mjs";
import {
  installedMark,
  koffiModules,
  koffiPackage,
  laneFolder,
  nodePackage,
  system32,
  windowsNode,
  wineEnvironment,
} from "./paths.mjs";

/** The command that a user types to get what is missing. */
export const installCommand = "node test/tools/windows-lane/install.mjs --packages";

const debianPackages = ["wine", "wine64", "gcc-mingw-w64-x86-64-win32", "gcc", "libc6-dev"];
/** A mirror that does not answer once answers later. */
const retries = ["-o", "Acquire::Retries=3"];
const environment = { ...process.env, ...wineEnvironment };

const runs = async (program) => (await run(program, ["--version"], { env: environment })).status === 0;

async function installDebianPackages() {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo"];
  const [program, ...leading] = [...sudo, "apt-get"];
  for (const args of [
    ["update", "-qq", ...retries],
    ["install", "-y", "-qq", "--no-install-recommends", ...retries, ...debianPackages],
  ]) {
    const { status, output } = await run(program, [...leading, ...args]);
    if (status !== 0) return `apt-get ${args[0]} failed: ${output.trim().split("\n").at(-1)}`;
  }
  return undefined;
}

/** Unpacks an npm package that npm itself would refuse on this platform. */
async function unpack(name, folder) {
  const [program, leading] = npm();
  mkdirSync(folder, { recursive: true });
  const packed = await run(program, [...leading, "pack", "--silent", name], { cwd: folder });
  if (packed.status !== 0) throw new Error(`npm pack ${name} failed: ${packed.output.trim()}`);
  const archive = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  const { status, output } = await run("tar", ["-xzf", archive], { cwd: folder });
  rmSync(path.join(folder, archive));
  if (status !== 0) throw new Error(`${name} does not unpack: ${output}`);
}

async function installFromNpm() {
  await unpack(nodePackage, path.dirname(path.dirname(path.dirname(windowsNode))));
  const unpacked = path.join(laneFolder, "koffi-binary");
  await unpack(koffiPackage, unpacked);
  cpSync(path.join(unpacked, "package"), path.join(koffiModules, "@koromix", "koffi-win32-x64"), { recursive: true });
  rmSync(unpacked, { recursive: true });
  const koffi = path.join(root, "node_modules", "koffi");
  for (const part of readdirSync(koffi).filter((name) => !["vendor", "doc"].includes(name))) {
    cpSync(path.join(koffi, part), path.join(koffiModules, "koffi", part), { recursive: true });
  }
}

async function makePrefix() {
  for (const [program, ...args] of [
    ["wine", "wineboot", "-i"],
    // A fresh prefix calls itself Windows 7.
    ["wine", "winecfg", "-v", "win10"],
  ]) {
    const { status, output } = await run(program, args, { env: environment });
    if (status !== 0) throw new Error(`${args[0]} failed: ${output.trim().split("\n").at(-1)}`);
  }
}

/** Puts the double where Windows has the real libraries, when it changed. */
async function placeDouble() {
  const built = await buildDouble("windows");
  if (built.skipped !== undefined) return built.skipped;
  for (const file of Object.values(built.libraries)) {
    const place = path.join(system32, path.basename(file));
    if (existsSync(place) && readFileSync(place).equals(readFileSync(file))) continue;
    rmSync(place, { force: true });
    cpSync(file, place);
  }
  return undefined;
}

/**
 * Makes sure that the lane is there; tells what it does, because it takes a minute once.
 * @param {{ packages?: boolean }} [options] packages: Debian's may be installed too
 * @returns {Promise<string | undefined>} why it is not there, in one line; undefined where all is well
 */
export async function installLane({ packages = false } = {}) {
  if (process.platform !== "linux" || process.arch !== "x64") return "the Windows lane runs on Linux x64 only";
  const there = (await runs("wine")) && (await runs("x86_64-w64-mingw32-gcc"));
  if (!there && !packages) return `the Windows lane needs wine and mingw-w64: ${installCommand}`;
  const problem = there ? undefined : await installDebianPackages();
  if (problem !== undefined) return problem;
  if (!existsSync(installedMark)) {
    console.log("Installing Node for Windows and a Wine prefix for the tests, once (about 900 MB) …");
    rmSync(laneFolder, { recursive: true, force: true });
    await installFromNpm();
    await makePrefix();
    writeFileSync(installedMark, "");
  }
  return placeDouble();
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes("--force")) rmSync(installedMark, { force: true });
  const problem = await installLane({ packages: process.argv.includes("--packages") });
  if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
  }
}
