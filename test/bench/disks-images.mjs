// Makes the images that readers are measured with, by the tools that others use for them. They are kept in out/.
import { spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const mib = 1024 * 1024;

/** Runs a tool; its complaint is the error's message. */
export function run(tool, args, options = {}) {
  const { status, error, stderr, stdout } = spawnSync(tool, args, { maxBuffer: 2 ** 28, ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** Bytes that do not compress, the same every time. */
function noise(length, seed) {
  const bytes = Buffer.alloc(length);
  let state = seed * 2 + 1;
  for (let at = 0; at + 4 <= length; at += 4) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    bytes.writeInt32LE(state | 0, at);
  }
  return bytes;
}

function writeTree(folder, directories, files, sizeOf) {
  for (let directory = 0; directory < directories; directory++) {
    const at = path.join(folder, `directory ${directory}`);
    mkdirSync(at);
    for (let file = 0; file < files; file++) {
      writeFileSync(
        path.join(at, `a file with a long name ${file}.txt`),
        noise(sizeOf(file), directory * files + file),
      );
    }
  }
}

function onFat(image, kibibytes, tree, options = ["-F", "32"]) {
  rmSync(image, { force: true });
  run("mkfs.fat", [...options, "-C", image, String(kibibytes)]);
  run("mcopy", ["-s", "-i", image, ...readdirSync(tree).map((name) => path.join(tree, name)), "::"], {
    env: { ...process.env, MTOOLS_SKIP_CHECK: "1" },
  });
}

/** ntfs-3g mounts, which needs FUSE and its rights: nothing else writes 10,000 files in a bearable time. */
function onNtfs(image, bytes, tree) {
  const mounted = mkdtempSync(path.join(tmpdir(), "ntfs-"));
  writeFileSync(image, "");
  truncateSync(image, bytes);
  run("mkntfs", ["-F", "-Q", "-q", image]);
  run("ntfs-3g", [image, mounted]);
  try {
    run("cp", ["-r", `${tree}/.`, mounted]);
  } finally {
    run("umount", [mounted]);
    rmSync(mounted, { recursive: true });
  }
}

/** A copy in which some sectors are others, as a boot leaves them. */
function changedCopy(image, copy, firstMib = 8) {
  copyFileSync(image, copy);
  const file = openSync(copy, "r+");
  for (let change = 0; change < 40; change++) writeSync(file, noise(512, change), 0, 512, (firstMib + change) * mib);
  closeSync(file);
}

/** Calls `make` with a folder of files that is gone afterwards. */
function withTree(directories, files, sizeOf, make) {
  const tree = mkdtempSync(path.join(tmpdir(), "tree-"));
  try {
    writeTree(tree, directories, files, sizeOf);
    make(tree);
  } finally {
    rmSync(tree, { recursive: true });
  }
}

/** Makes the images that are not there yet; one that cannot be made here is left out, with the reason. */
function makeAll(makers, at) {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    const image = at(name);
    try {
      if (!existsSync(image)) make(image);
      made[name] = image;
    } catch (error) {
      rmSync(image, { force: true });
      console.error(`left out: ${name} cannot be made here: ${error.message.split("\n")[0]}`);
    }
  }
  return made;
}

/** Small images as other tools write them, with some files in each. */
export function makeSmallImages(folder) {
  mkdirSync(folder, { recursive: true });
  const at = (name) => path.join(folder, name);
  const fat =
    (kibibytes, ...options) =>
    (image) =>
      withTree(
        3,
        5,
        (file) => file * 900,
        (tree) => onFat(image, kibibytes, tree, options),
      );
  const convert =
    (...options) =>
    (image) =>
      run("qemu-img", ["convert", "-f", "raw", ...options, at("gpt.img"), image]);
  const makers = {
    "fat12.img": fat(1440, "-F", "12"),
    "fat16.img": fat(16_384, "-F", "16", "-s", "4"),
    "fat32.img": fat(34_000, "-F", "32", "-s", "1"),
    "ntfs.img": (image) =>
      withTree(
        3,
        30,
        (file) => file * 300,
        (tree) => onNtfs(image, 3 * mib, tree),
      ),
    "gpt.img": (image) => {
      const volume = readFileSync(at("fat12.img"));
      writeFileSync(image, "");
      truncateSync(image, 4 * mib);
      run("sgdisk", ["-n", "1:2048:5000", "-t", "1:ef00", "-c", "1:EFI", image]);
      const file = openSync(image, "r+");
      writeSync(file, volume, 0, volume.length, mib);
      closeSync(file);
    },
    "dynamic.vhdx": convert("-O", "vhdx", "-o", "subformat=dynamic,block_size=1M"),
    "fixed.vhdx": convert("-O", "vhdx", "-o", "subformat=fixed"),
    "dynamic.vhd": convert("-O", "vpc", "-o", "subformat=dynamic"),
  };
  return makeAll(makers, at);
}

/** The images that readers are measured with. */
export function makeImages(folder) {
  mkdirSync(folder, { recursive: true });
  const at = (name) => path.join(folder, name);
  const makers = {
    "fat-10000.img": (image) =>
      withTree(
        100,
        100,
        (file) => 100 + file * 20,
        (tree) => onFat(image, 131_072, tree),
      ),
    "ntfs-10000.img": (image) =>
      withTree(
        100,
        100,
        (file) => 100 + file * 20,
        (tree) => onNtfs(image, 128 * mib, tree),
      ),
    "ntfs-200000.img": (image) =>
      withTree(
        400,
        490,
        () => 10,
        (tree) => onNtfs(image, 512 * mib, tree),
      ),
    // Behind the file table: what changed is contents and what is free.
    "ntfs-200000-changed.img": (image) => changedCopy(at("ntfs-200000.img"), image, 400),
    "40-gib.vhdx": (image) => {
      const raw = at("40-gib.img");
      writeFileSync(raw, "");
      truncateSync(raw, 40 * 1024 * mib);
      run("mkntfs", ["-F", "-Q", "-q", raw]);
      run("qemu-img", ["convert", "-f", "raw", "-O", "vhdx", "-o", "subformat=dynamic", raw, image]);
      rmSync(raw);
    },
    // 7-Zip does not look for a file system in a VHD.
    "72-mib.img": (image) =>
      withTree(
        8,
        16,
        () => mib / 2,
        (tree) => onFat(image, 72 * 1024, tree),
      ),
    "72-mib.vhd": (image) => {
      const options = "subformat=fixed,force_size=on";
      run("qemu-img", ["convert", "-f", "raw", "-O", "vpc", "-o", options, at("72-mib.img"), image]);
    },
    "72-mib-changed.vhd": (image) => changedCopy(at("72-mib.vhd"), image),
  };
  return makeAll(makers, at);
}
