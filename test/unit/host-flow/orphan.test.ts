import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import type { BootPhase } from "../../../server/src/protocol.ts";
import { assertNothingLeft, type Bench, flowTest, watch } from "./host.ts";
import { bundleHost } from "./host-process.ts";

/** Stands for the extension host: it forks the HCS host as the extension does, and asks it to boot. */
const parent = `
  const { fork } = require("node:child_process");
  const [, , bundle, boot] = process.argv;
  const detached = process.platform !== "win32";
  const host = fork(bundle, [], { detached, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  host.on("message", (message) => process.send({ pid: host.pid, message }));
  host.send({ request: 1, type: "boot", boot: JSON.parse(require("node:fs").readFileSync(boot, "utf8")) });
`;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Boots below a parent that is killed in a phase; resolves when the host has ended too. */
async function killParentIn(phase: BootPhase, bench: Bench, knobs: Readonly<Record<string, string>>): Promise<void> {
  const { folder, request, double } = bench;
  mkdirSync(path.join(folder, "parent"));
  const [script, boot] = [path.join(folder, "parent", "parent.cjs"), path.join(folder, "parent", "boot.json")];
  writeFileSync(script, parent);
  writeFileSync(boot, JSON.stringify(request));
  const env = { ...process.env, ...knobs, CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries) };
  const child = fork(script, [await bundleHost(), boot], { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const host = await new Promise<number>((resolve) => {
    child.on("message", (told: { readonly pid: number; readonly message: { readonly phase?: string } }) => {
      if (told.message.phase === phase) resolve(told.pid);
    });
  });
  child.kill("SIGKILL");
  await until(() => !isAlive(host));
}

const phases: readonly [BootPhase, Readonly<Record<string, string>>, RunRecord["state"]][] = [
  ["creating", { HCSD_HANG_RESULT: "HcsCreateComputeSystem=300" }, "cancelled"],
  ["accepting", { HCSD_GUEST: "never" }, "cancelled"],
  ["running", {}, "ended"],
];

for (const [phase, knobs, state] of phases) {
  flowTest(`an extension host that is killed while ${phase} takes its VM along, in order`, {}, async (bench) => {
    await killParentIn(phase, bench, knobs);
    const { recordFolder, plan, runFolder } = bench.request;
    const record: RunRecord = JSON.parse(readFileSync(path.join(recordFolder, `${plan.id}_run.json`), "utf8"));
    assert.equal(record.state, state);
    assert.deepEqual(record.problems, []);
    assert.deepEqual(record.leftovers, { grants: [], files: [] });
    assert.equal(record.preserved.filter(({ error }) => error === undefined).length, 2);
    assert.ok(!existsSync(runFolder));
    assert.equal((await watch(bench)).result.outcome, "ended", "the next boot works");
    await assertNothingLeft(bench);
  });
}
