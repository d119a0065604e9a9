// Measures what the extension adds to a boot, on the HCS double without delays, and its copies of disks beside `cp`:
//   node build.mjs && node test/bench/boot.mjs [--quick]
// Needs a C compiler for the double. Prints a Markdown table of medians.
import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { buildDouble } from "../tools/hcs-double.mjs";
import { BenchHost } from "./boot-host.mjs";
import { openPlanner } from "./boot-plans.mjs";
import { quantile } from "./measure.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const quick = process.argv.includes("--quick");
const runs = quick ? 5 : 25;
const mib = 2 ** 20;
const bundle = here("../../dist/host.js");
const median = (numbers) => quantile(numbers, 0.5);

const { libraries, skipped } = await buildDouble("linux");
if (libraries === undefined) throw new Error(`no double of HCS: ${skipped}`);
const folder = mkdtempSync(path.join(here("../../out"), "boot-bench-"));

const times = { node: [], firstCall: [], planAndPreflight: [], plan: [], preflight: [], overhead: [] };
const timed = async (name, work) => {
  const started = performance.now();
  const result = await work();
  times[name].push(performance.now() - started);
  return result;
};

/** Milliseconds from `creating` to `running`. */
async function bootAndEnd(host, boot) {
  const ended = host.ask({ type: "boot", boot });
  await Promise.race([host.phase("running"), ended]);
  const { phases } = host;
  void host.ask({ type: "terminate" });
  const { outcome, failure } = await ended;
  if (outcome !== "ended") throw new Error(JSON.stringify(failure));
  return phases.get("running") - phases.get("creating");
}

const empty = here("boot-empty-host.cjs");
const server = await openPlanner(folder);
for (let run = 0; run < runs; run++) {
  const floor = new BenchHost(empty, libraries);
  await floor.ask({ type: "list" });
  times.node.push(performance.now() - floor.started);
  await floor.stop();

  const first = new BenchHost(bundle, libraries);
  await first.ask({ type: "list" });
  times.firstCall.push(performance.now() - first.started);
  await first.stop();

  const { boot, host } = await timed("planAndPreflight", async () => {
    const host = new BenchHost(bundle, libraries);
    const boot = await server.plan(`run${run}`);
    await host.ask({ type: "preflight", boot });
    return { boot, host };
  });
  await timed("plan", () => server.plan("again"));
  await timed("preflight", () => host.ask({ type: "preflight", boot }));
  times.overhead.push(await bootAndEnd(host, boot));
  await host.stop();
}
await server.stop();

/** A file of `size` bytes with data in pieces of a MiB, evenly. */
function makeFile(name, size, pieces) {
  const file = path.join(folder, name);
  const handle = openSync(file, "w");
  const piece = Buffer.alloc(mib, 7);
  for (let index = 0; index < pieces; index++) writeSync(handle, piece, 0, mib, Math.floor(index * (size / pieces)));
  ftruncateSync(handle, size);
  closeSync(handle);
  return file;
}

/** Copies beside `cp`: the median of the ratios in the same turn, of an even number of turns. */
function copies(file, turns) {
  const worker = path.join(folder, "boot-disks.mjs");
  const entryPoints = [here("boot-disks.ts")];
  buildSync({ entryPoints, outfile: worker, bundle: true, platform: "node", format: "esm", external: ["koffi"] });
  const { stdout, stderr, status } = spawnSync(process.execPath, [worker, file, folder, String(turns)]);
  if (status !== 0) throw new Error(stderr.toString());
  const { times: spent, allocated } = JSON.parse(stdout.toString());
  const share = (name) => median(spent[name].map((ms, index) => spent.cp[index] / ms)) * 100;
  const [hash = Number.NaN] = spent.hash;
  return { cp: median(spent.cp), copy: share("copy"), preserve: share("preserve"), allocated, hash };
}

const turns = quick ? 4 : 16;
const disks = [
  ["64 MiB", makeFile("small", 64 * mib, 64)],
  ["512 MiB", makeFile("dense", 512 * mib, 512)],
  ["2 GiB", makeFile("large", 2048 * mib, 2048)],
  ["40 GiB with 50 MiB of data", makeFile("hollow", 40 * 2 ** 30, 50)],
].map(([name, file]) => {
  const measured = copies(file, turns);
  rmSync(file);
  return { name, ...measured };
});
rmSync(folder, { recursive: true });

const ms = (name) => `${median(times[name]).toFixed(0)} ms`;
const told = ({ cp, copy, preserve, allocated, hash }) =>
  `${copy.toFixed(0)} % and ${preserve.toFixed(0)} % (\`cp\`: ${cp.toFixed(0)} ms), ${allocated.toFixed(0)} MiB on disk; hashed afterwards in ${(hash / 1000).toFixed(1)} s`;
const rows = [
  ["", "goal", "measured"],
  ["---", "---", "---"],
  ["plan and preflight, the host's start included", "≤ 100 ms", ms("planAndPreflight")],
  ["plan and preflight, once the host runs", "≤ 100 ms", `${ms("plan")} + ${ms("preflight")}`],
  [
    "host process: start to the answer of the first call of HCS",
    "≤ 300 ms",
    `${ms("firstCall")} (an empty Node process: ${ms("node")})`,
  ],
  ["added to a boot: creating to ready", "≤ 50 ms", ms("overhead")],
  ...disks.map((disk) => [`${disk.name}, copied and preserved, in \`cp\`'s speed`, "≥ 90 %", told(disk)]),
];
console.log(`${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.version}, ${runs} runs\n`);
console.log(rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
