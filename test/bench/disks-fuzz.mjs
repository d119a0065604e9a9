// Fuzzes the readers of disk images and artifacts:
//   node test/bench/disks-fuzz.mjs [--runs 100000] [--seed 1] [IMAGE…]
// Without images, small ones of every kind: as the unit tests build them, and as mkfs.fat, mkntfs, sgdisk and qemu-img write
// them where these are there. Prints the slowest run and the most memory; ends with 1 at a crash, or a run above two seconds.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { makeSmallImages } from "./disks-images.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values, positionals } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
});
mkdirSync(here("../../out"), { recursive: true });
const bundle = (entry, outfile) =>
  buildSync({ entryPoints: [here(entry)], outfile, bundle: true, platform: "node", format: "cjs" });

const samples = here("../../out/fuzz-images");
if (positionals.length === 0) {
  const writer = here("../../out/disks-fuzz-images.cjs");
  bundle("disks-fuzz-images.ts", writer);
  const { status, stdout } = spawnSync(process.execPath, [writer, samples], { stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) process.exit(1);
  positionals.push(...JSON.parse(stdout.toString()), ...Object.values(makeSmallImages(here("../../out/fuzz-foreign"))));
}
const worker = here("../../out/disks-fuzz-work.cjs");
bundle("disks-fuzz-work.ts", worker);
const { status } = spawnSync(process.execPath, [worker, values.runs, values.seed, ...positionals], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;
