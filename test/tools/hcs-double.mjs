// Builds the HCS double of test/hcs-double: `node test/tools/hcs-double.mjs [--windows]`. Prints one line of JSON,
// {"libraries":{role: file}} or {"skipped": why}. What is up to date is not built again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";

const sourceFolder = path.join(root, "test", "hcs-double", "src");

/** Sources that every library has, by the first word of their names. */
const common = ["knobs", "text", "platform"];

/** What each library is made of besides, and its file's name without prefix and suffix. */
const libraries = [
  { role: "computecore", name: "computecore", without: ["hvsocket", "virtdisk", "disk"] },
  { role: "virtdisk", name: "virtdisk", with: ["virtdisk", "disk"] },
  { role: "ws2_32", name: "hvsocket", with: ["hvsocket", "wire"] },
];

const flags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared"];
const targets = {
  linux: {
    compiler: "cc",
    fileName: (name) => `lib${name}.so`,
    flags: ["-D_GNU_SOURCE", "-fPIC", "-fvisibility=hidden", "-pthread", "-Wl,-z,nodelete"],
    libraries: [],
  },
  windows: {
    compiler: "x86_64-w64-mingw32-gcc",
    fileName: (name) => `${name}.dll`,
    flags: ["-D_WIN32_WINNT=0x0A00", "-D__USE_MINGW_ANSI_STDIO=1", "-static-libgcc"],
    libraries: ["-lws2_32", "-ladvapi32"],
  },
};

function sourcesOf(library) {
  const words = (file) => file.split(/[_.]/)[0];
  const belongs = (file) =>
    common.includes(words(file)) ||
    (library.with ? library.with.includes(words(file)) : !library.without.includes(words(file)));
  return readdirSync(sourceFolder).filter((file) => file.endsWith(".c") && belongs(file));
}

/** Name that changes with every source and flag. */
function fingerprint(target) {
  const hash = createHash("sha256").update(JSON.stringify([flags, target.flags, target.libraries]));
  for (const file of readdirSync(sourceFolder).sort())
    hash.update(file).update(readFileSync(path.join(sourceFolder, file)));
  return hash.digest("hex").slice(0, 16);
}

async function compile(target, library, folder) {
  const definition = path.join(sourceFolder, `${library.name}.def`);
  const output = path.join(folder, target.fileName(library.name));
  const definitions = target === targets.windows && existsSync(definition) ? [definition] : [];
  const sources = sourcesOf(library).map((file) => path.join(sourceFolder, file));
  return run(target.compiler, [
    ...flags,
    ...target.flags,
    "-o",
    output,
    ...sources,
    ...definitions,
    ...target.libraries,
  ]);
}

/**
 * Builds the libraries for a platform.
 * @param {"linux" | "windows"} platform
 * @returns {Promise<{ libraries: Record<string, string> } | { skipped: string }>} files by the role they stand in for
 */
export async function buildDouble(platform) {
  const target = targets[platform];
  const folder = path.join(root, "out", "hcs-double", `${platform}-${fingerprint(target)}`);
  if (!existsSync(folder)) {
    const { status } = await run(target.compiler, ["--version"]);
    if (status !== 0) return { skipped: `the HCS double needs ${target.compiler}` };
    // Others may build at the same time: whoever is first gives the folder its name.
    const building = `${folder}.${process.pid}`;
    mkdirSync(building, { recursive: true });
    try {
      for (const library of libraries) {
        const { status: failed, output } = await compile(target, library, building);
        if (failed !== 0) throw new Error(`${library.name} does not compile:\n${output}`);
      }
      if (!existsSync(folder)) renameSync(building, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    } finally {
      rmSync(building, { recursive: true, force: true });
    }
  }
  const files = libraries.map(({ role, name }) => [role, path.join(folder, target.fileName(name))]);
  // On Windows the system's own kernel32 serves.
  const kernel32 = platform === "linux" ? { kernel32: path.join(folder, target.fileName("computecore")) } : {};
  return { libraries: { ...Object.fromEntries(files), ...kernel32 } };
}

if (process.argv[1] === import.meta.filename) {
  const windows = process.platform === "win32" || process.argv.includes("--windows");
  console.log(JSON.stringify(await buildDouble(windows ? "windows" : "linux")));
}
