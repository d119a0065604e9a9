// Measures the readers of disk images beside 7-Zip, sleuthkit and cmp, on this machine:
//   node build.mjs && node test/bench/disks.mjs [--quick]
// Needs dosfstools, mtools, ntfs-3g and qemu-utils to make the images, p7zip-full and sleuthkit as peers; what is missing
// is left out. Prints a Markdown table: median of the runs, ours warm in process and as a process, the peers as processes.
import { spawnSync } from "node:child_process";
import os from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { makeImages, run } from "./disks-images.mjs";
import { quantile } from "./measure.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const quick = process.argv.includes("--quick");
const runs = quick ? 5 : 25;
const mib = 1024 * 1024;

const worker = here("../../out/disks-work.cjs");
buildSync({
  entryPoints: [here("disks-work.ts")],
  outfile: worker,
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
});
const cli = here("../../dist/cli.js");
const images = makeImages(here("../../out/disk-bench"));

/** Our work in a process that stays: median in milliseconds without the first run, and what it took. */
function inProcess(work, files, turns = runs) {
  const { times, ...rest } = JSON.parse(run(process.execPath, [worker, work, String(turns), ...files]).toString());
  return { ms: quantile(times.slice(1), 0.5), ...rest };
}

/** Median of a process from start to end in milliseconds; undefined where there is no such tool. */
function asProcess(tool, args, allowed = [0]) {
  const times = [];
  for (let turn = 0; turn < Math.min(runs, 9); turn++) {
    const start = performance.now();
    const { status, error } = spawnSync(tool, args, { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 2 ** 28 });
    if (error || !allowed.includes(status)) return undefined;
    times.push(performance.now() - start);
  }
  return quantile(times, 0.5);
}

const ms = (value) => (value === undefined ? "–" : `${value.toFixed(1)} ms`);
const rate = (bytes, time) => (time === undefined ? "–" : `${(bytes / 1e6 / (time / 1e3)).toFixed(0)} MB/s`);
const rows = [];
const add = (what, goal, ours, process, ...peers) => rows.push([what, goal, ours, process, ...peers]);
const memory = ({ residentKiB }) => `${(residentKiB / 1024).toFixed(0)} MiB`;

for (const [name, title] of [
  ["fat-10000.img", "list 10,000 files, FAT32"],
  ["ntfs-10000.img", "list 10,000 files, NTFS"],
]) {
  const image = images[name];
  if (image === undefined) continue;
  const ours = inProcess("list", [image]);
  if (ours.amount !== 10_000) throw new Error(`${name}: ${ours.amount} files`);
  const own = asProcess(process.execPath, [cli, "disk", "ls", "--json", image]);
  const peers = [asProcess("7z", ["l", image]), asProcess("fls", ["-r", "-p", image])];
  add(title, "≤ 80 ms", `${ms(ours.ms)}, ${memory(ours)}`, ms(own), ...peers.map(ms));
}
const many = images["ntfs-200000.img"];
if (many !== undefined) {
  const ours = inProcess("list", [many]);
  const own = asProcess(process.execPath, [cli, "disk", "ls", "--json", many]);
  const peers = [asProcess("7z", ["l", many]), asProcess("fls", ["-r", "-p", many])];
  add(`list ${ours.amount} files, NTFS`, "≤ 150 MiB", `${ms(ours.ms)}, ${memory(ours)}`, ms(own), ...peers.map(ms));
}
const manyChanged = images["ntfs-200000-changed.img"];
if (many !== undefined && manyChanged !== undefined) {
  const ours = inProcess("compare", [many, manyChanged], 3);
  const own = asProcess(process.execPath, [cli, "disk", "diff", "--json", many, manyChanged], [0, 1]);
  add("compare two such volumes, with files", "≤ 150 MiB", `${ms(ours.ms)}, ${memory(ours)}`, ms(own), "–", "–");
}
const small = images["ntfs-10000.img"];
if (small !== undefined) {
  const ours = inProcess("read", [small]);
  const hashed = asProcess(process.execPath, [cli, "disk", "ls", "--json", "--hash", small]);
  const test = asProcess("7z", ["t", "-scrcSHA256", small]);
  const what = "read 10,000 small files, NTFS";
  add(what, "–", `${ms(ours.ms)}, ${memory(ours)}`, `${ms(hashed)} with SHA-256`, `${ms(test)} with SHA-256`, "–");
}
const large = images["40-gib.vhdx"];
if (large !== undefined) {
  const ours = inProcess("root", [large]);
  const what = `${ms(ours.ms)}, ${(ours.bytesRead / mib).toFixed(2)} MiB read, ${memory(ours)}`;
  add("open a 40 GiB VHDX, list its root", "≤ 30 ms, < 5 MB", what, "–", "–", "–");
}
const [disk, changed] = [images["72-mib.vhd"], images["72-mib-changed.vhd"]];
if (disk !== undefined && changed !== undefined) {
  const read = inProcess("read", [disk]);
  const test = asProcess("7z", ["t", "-scrcSHA256", images["72-mib.img"]]);
  const hashed = asProcess(process.execPath, [cli, "disk", "ls", "--json", "--hash", disk]);
  const ours = `${rate(read.amount, read.ms)}, ${memory(read)}`;
  add(
    "read every file of 72 MiB",
    "≥ 300 MB/s",
    ours,
    `${rate(read.amount, hashed)} with SHA-256`,
    `${rate(read.amount, test)} with SHA-256`,
    "–",
  );
  const diff = inProcess("diff", [disk, changed]);
  const own = asProcess(process.execPath, [cli, "disk", "diff", "--json", disk, changed]);
  const cmp = asProcess("cmp", ["-l", disk, changed], [0, 1]);
  add(
    "compare two VHDs of 72 MiB",
    "≤ 100 ms",
    `${ms(diff.ms)}, ${memory(diff)}`,
    `${ms(own)} with files`,
    "–",
    `${ms(cmp)} (cmp -l)`,
  );
}

const header = ["", "goal", "in process, most memory", "as a process", "7-Zip", "sleuthkit"];
const lines = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.version}, ${runs} runs\n`);
console.log(lines.join("\n"));
