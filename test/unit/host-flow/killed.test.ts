import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import type { BootPhase, BootRequest } from "../../../server/src/protocol.ts";
import { faults } from "../schemas/json-schema.ts";
import { withLogs } from "./benches.ts";
import { type Bench, flowTest, originalText, schema } from "./host.ts";
import { HostProcess } from "./host-process.ts";

/** How a host is killed: in which phase, what holds it there, and whether there is a VM to save something of. */
interface Kill {
  readonly phase: BootPhase;
  /** Absent: the phase is short, and the kill may come a little after it. */
  readonly held?: Readonly<Record<string, string>> | undefined;
  readonly saves: boolean | undefined;
}

const kills: readonly Kill[] = [
  { phase: "checking", saves: undefined },
  { phase: "preparing", saves: undefined },
  { phase: "granting", held: { HCSD_HANG: "HcsGrantVmAccess#3=0" }, saves: true },
  { phase: "creating", held: { HCSD_HANG_RESULT: "HcsCreateComputeSystem=0" }, saves: true },
  { phase: "listening", saves: true },
  { phase: "starting", held: { HCSD_HANG_RESULT: "HcsStartComputeSystem=0" }, saves: true },
  { phase: "accepting", held: { HCSD_GUEST: "never" }, saves: true },
  { phase: "negotiating", held: { HCSD_GUEST: "silent" }, saves: true },
  { phase: "configuring", held: { HCSD_GUEST_HANG: "HvSocket" }, saves: true },
  { phase: "policy", held: { HCSD_GUEST_HANG: "SecurityPolicy" }, saves: true },
  { phase: "logs", held: { HCSD_GUEST_HANG: "StartLogForwarding" }, saves: true },
  { phase: "running", held: {}, saves: true },
  { phase: "terminating", held: { HCSD_HANG_RESULT: "HcsTerminateComputeSystem=0" }, saves: true },
  // Reading a FIFO that nobody writes to takes for ever.
  { phase: "preserving", held: process.platform === "win32" ? undefined : {}, saves: true },
  { phase: "cleaning", held: { HCSD_HANG: "HcsRevokeVmAccess=0" }, saves: true },
  { phase: "hashing", held: process.platform === "win32" ? undefined : {}, saves: true },
];

const efiOf = ({ folder }: Bench): string => path.join(folder, "boot", "boot.vhd");

/** Bytes that take longer to hash than the host lives. Wine does not tell holes, so all of it is copied there. */
const largeDisk = process.platform === "win32" ? 2 ** 27 : 40 * 2 ** 30;

/** Makes saving the EFI disk take longer than the host lives. */
function holdDisk(bench: Bench, phase: BootPhase): void {
  if (phase !== "preserving" || process.platform === "win32") return;
  unlinkSync(efiOf(bench));
  assert.equal(spawnSync("mkfifo", [efiOf(bench)]).status, 0);
}

function releaseDisk(bench: Bench): void {
  rmSync(efiOf(bench), { force: true });
  writeFileSync(efiOf(bench), originalText("boot.vhd"));
}

const readRecord = (file: string): RunRecord => JSON.parse(readFileSync(file, "utf8"));

/** Waits until the record says so too: it is written a little after the phase began. */
async function written({ recordFolder, plan }: BootRequest, phase: BootPhase): Promise<void> {
  const file = path.join(recordFolder, `${plan.id}_run.json`);
  for (;;) {
    const { phases } = readRecord(file);
    if (phases.some((each) => each.phase === phase)) return;
    assert.notEqual(phases.at(-1)?.phase, "closed", `the record never said ${phase}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The record after another host has tidied up. */
async function recovered(next: HostProcess, { request }: Bench): Promise<RunRecord> {
  const { recordFolder, plan } = request;
  const reply = await next.ask({ type: "recover", recordFolder, ids: [plan.id] });
  assert.ok(reply.ok, JSON.stringify(reply));
  const record = readRecord(path.join(recordFolder, `${plan.id}_run.json`));
  assert.deepEqual(faults(schema, record), []);
  return record;
}

for (const { phase, held, saves } of kills) {
  flowTest(`a host that is killed while ${phase} is tidied up after`, {}, async (base, context) => {
    const bench = withLogs(base);
    const { request } = bench;
    if (phase === "hashing") truncateSync(efiOf(bench), largeDisk);
    const host = await HostProcess.start(context, bench.double, { HCSD_DELAY_MS: "0", ...held });
    void host.ask({ type: "boot", boot: request });
    if (["terminating", "preserving", "cleaning", "hashing"].includes(phase)) {
      await host.phase("running");
      holdDisk(bench, phase);
      void host.ask({ type: "terminate" });
    }
    await host.phase(phase);
    if (held !== undefined) await written(request, phase);
    host.kill();
    await host.exited;
    if (phase === "preserving") releaseDisk(bench);

    const next = await HostProcess.start(context, bench.double, { HCSD_DELAY_MS: "0" });
    const record = await recovered(next, bench);
    // A run that is over has not failed: what is not known of it is why its disk has no hash.
    if (phase === "hashing") {
      assert.equal(record.state, "ended");
      if (held !== undefined) assert.equal(record.preserved.at(-1)?.sha256, null);
    } else if (held !== undefined) assert.equal(record.failure?.phase, phase);
    if (record.failure !== undefined) assert.match(record.failure.message, /was ended while \w+; Windows ended the VM/);
    assert.notEqual(record.state, "running");
    assert.deepEqual(record.leftovers, { grants: [], files: [] });
    assert.ok(!existsSync(request.runFolder), "the work files are gone");
    const kept = readdirSync(request.recordFolder);
    assert.deepEqual(
      kept.filter((name) => /partial|tmp/.test(name)),
      [],
    );
    if (saves !== undefined) {
      assert.deepEqual(
        record.preserved.map(({ to, error }) => [path.basename(to), error]),
        ["sandbox.vhdx", "boot.vhd"].map((name) => [`${request.plan.id}_${name}`, undefined]),
      );
    }

    releaseDisk(bench);
    const again = next.ask({ type: "boot", boot: request });
    await next.phase("running");
    await next.ask({ type: "terminate" });
    const result = await again;
    assert.ok(result.ok);
    const second = readRecord(path.join(request.recordFolder, `${request.plan.id}-2_run.json`));
    assert.deepEqual([second.state, second.problems, second.preserved.length], ["ended", [], 2]);
    next.disconnect();
    await next.exited;
  });
}

flowTest("the run of somebody else in the same folder is left alone", {}, async (bench, context) => {
  const { request } = bench;
  const host = await HostProcess.start(context, bench.double, { HCSD_GUEST: "never" });
  void host.ask({ type: "boot", boot: request });
  await host.phase("accepting");
  host.kill();
  await host.exited;
  const next = await HostProcess.start(context, bench.double);
  const { recordFolder } = request;
  assert.deepEqual(await next.ask({ type: "recover", recordFolder, ids: ["another"] }), {
    type: "reply",
    request: 1,
    ok: true,
    value: [],
  });
  assert.equal(readRecord(path.join(recordFolder, `${request.plan.id}_run.json`)).state, "running");
  assert.ok(existsSync(request.runFolder));
});
