// Boots again and again on the HCS double, and looks for what is left:
//   node build.mjs && node test/bench/boot-leaks.mjs [count, 200 | --quick]
// Each boot is a host process with the product's bundle, as in the extension: every third one is cancelled while it waits for
// its guest, every third one is left by its client. The double counts its objects as its process ends. Needs a C compiler.
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { buildDouble } from "../tools/hcs-double.mjs";
import { BenchHost } from "./boot-host.mjs";
import { openPlanner } from "./boot-plans.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const asked = process.argv[2] ?? "200";
const count = asked === "--quick" ? 12 : Number(asked);
if (!(Number.isInteger(count) && count > 0)) throw new Error(`${asked} is no number of boots`);
const bundle = here("../../dist/host.js");
const { libraries, skipped } = await buildDouble("linux");
if (libraries === undefined) throw new Error(`no double of HCS: ${skipped}`);
const folder = mkdtempSync(path.join(here("../../out"), "boot-leaks-"));
const planner = await openPlanner(folder);

/** What each kind of run does once it is asked to, and its outcome. */
const kinds = [
  { outcome: "ended", knobs: {}, until: "running", end: (host) => host.ask({ type: "terminate" }) },
  {
    outcome: "cancelled",
    knobs: { HCSD_GUEST: "never" },
    until: "accepting",
    end: (host) => host.ask({ type: "terminate" }),
  },
  { outcome: "ended", knobs: {}, until: "running", end: () => undefined },
];

const readRecord = ({ recordFolder, plan }) =>
  JSON.parse(readFileSync(path.join(recordFolder, `${plan.id}_run.json`), "utf8"));

/** Descriptors of this process, by what they are of; its own pipes and sockets come and go with the children. */
const descriptors = () =>
  readdirSync("/proc/self/fd").filter((name) => {
    try {
      return !readlinkSync(`/proc/self/fd/${name}`).startsWith("/proc/");
    } catch {
      return false;
    }
  }).length;

const found = {
  operations: 0,
  handles: 0,
  systems: 0,
  documents: 0,
  grants: 0,
  workFiles: 0,
  problems: 0,
  wrongEnds: 0,
};
const started = performance.now();
let before = 0;
for (let run = 0; run < count; run++) {
  const { outcome, knobs, until, end } = kinds[run % kinds.length];
  const boot = await planner.plan(`run${run}`);
  const log = path.join(folder, "log");
  rmSync(log, { force: true });
  const host = new BenchHost(bundle, libraries, { ...knobs, HCSD_LOG: log });
  const ended = host.ask({ type: "boot", boot }).catch(() => undefined);
  await host.phase(until);
  await end(host);
  if (run % kinds.length !== 2) await ended;
  await host.stop();
  const record = readRecord(boot);
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  const { exit } = JSON.parse(lines.at(-1));
  for (const [name, left] of Object.entries(exit ?? { systems: 1 })) found[name] += left;
  if (record.state !== outcome) found.wrongEnds++;
  found.problems += record.problems.length + record.leftovers.grants.length + record.leftovers.files.length;
  if (existsSync(boot.runFolder)) found.workFiles++;
  if (run === 0) before = descriptors();
}
await planner.stop();
found.workFiles += readdirSync(folder).filter((name) => name.startsWith("p-")).length;
const leftProcesses = readdirSync("/proc")
  .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  .filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, "latin1").includes(`HCSD_LOG=${folder}`);
    } catch {
      return false;
    }
  }).length;
const result = { boots: count, ...found, processes: leftProcesses, descriptors: Math.max(0, descriptors() - before) };
rmSync(folder, { recursive: true });
console.log(
  Object.entries(result)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", "),
);
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`);
const left = Object.entries(result).filter(([name, value]) => name !== "boots" && value !== 0);
process.exitCode = left.length === 0 ? 0 : 1;
