import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { forkHost } from "../../../client/src/boot/host-process/fork-link.ts";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import type { BootPhase } from "../../../server/src/protocol.ts";
import { assertNothingLeft, type Bench, flowTest, watch } from "./host.ts";
import { bundleHost } from "./host-process.ts";

/** The argument by which this file is a parent instead of a test. */
const asParent = "stand-for-the-extension-host";

/** Stands for the extension host: asks a host that it forks as the extension does, and tells what it says. */
function standForExtensionHost(bundle: string, boot: string): void {
  const host = forkHost(bundle);
  host.receive((message) => process.send?.(message));
  host.send({ request: 1, type: "boot", boot: JSON.parse(readFileSync(boot, "utf8")) });
}

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

function readRecord({ request }: Bench): RunRecord {
  return JSON.parse(readFileSync(path.join(request.recordFolder, `${request.plan.id}_run.json`), "utf8"));
}

/** Boots below a parent that is killed in a phase; resolves when the host has ended too. */
async function killParentIn(phase: BootPhase, bench: Bench, knobs: Readonly<Record<string, string>>): Promise<void> {
  const { folder, request, double } = bench;
  const boot = path.join(folder, "boot.json");
  writeFileSync(boot, JSON.stringify(request));
  const env = { ...process.env, ...knobs, CONFIDENTIAL_PODS_LIBRARIES: JSON.stringify(double.libraries) };
  const own = fileURLToPath(import.meta.url);
  const child = fork(own, [asParent, await bundleHost(), boot], { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await new Promise<void>((resolve) => {
    child.on("message", (message: { readonly phase?: string }) => {
      if (message.phase === phase) resolve();
    });
  });
  const { process: host } = readRecord(bench);
  child.kill("SIGKILL");
  await until(() => !isAlive(host));
}

const phases: readonly [BootPhase, Readonly<Record<string, string>>, RunRecord["state"]][] = [
  ["creating", { HCSD_HANG_RESULT: "HcsCreateComputeSystem=300" }, "cancelled"],
  ["accepting", { HCSD_GUEST: "never" }, "cancelled"],
  ["running", {}, "ended"],
];

function test([phase, knobs, state]: (typeof phases)[number]): void {
  flowTest(`an extension host that is killed while ${phase} takes its VM along, in order`, {}, async (bench) => {
    await killParentIn(phase, bench, knobs);
    const record = readRecord(bench);
    assert.equal(record.state, state);
    assert.deepEqual(record.problems, ["VS Code is gone, so the VM was ended."]);
    assert.deepEqual(record.leftovers, { grants: [], files: [] });
    assert.equal(record.preserved.filter(({ error }) => error === undefined).length, 2);
    assert.ok(!existsSync(bench.request.runFolder));
    assert.equal((await watch(bench)).result.outcome, "ended", "the next boot works");
    await assertNothingLeft(bench);
  });
}

const [asked, bundle = "", boot = ""] = process.argv.slice(2);
if (asked === asParent) standForExtensionHost(bundle, boot);
else for (const row of phases) test(row);
