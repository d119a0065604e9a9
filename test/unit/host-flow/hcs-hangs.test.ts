import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { listSystems } from "../../../client/src/host/hcs/service.ts";
import { loadNatives } from "../../../client/src/host/native/natives.ts";
import { machineProbes } from "../../../client/src/host/preflight/machine.ts";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import { withGivenScratch } from "./benches.ts";
import { assertNothingLeft, type Bench, flowTest, impatient, watch } from "./host.ts";
import { HostProcess } from "./host-process.ts";

/** Lets go of what hangs; then nothing may be left, and the same files boot again. */
async function letGo(bench: Bench): Promise<void> {
  bench.double.set({ HCSD_HANG: undefined });
  await assertNothingLeft(bench);
  const { result } = await watch(bench);
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  await assertNothingLeft(bench);
}

const inBoot: readonly [string, string][] = [
  ["HcsGrantVmAccess", "granting"],
  ["HcsCreateOperation", "creating"],
  ["HcsCreateComputeSystem", "creating"],
  ["HcsWaitForOperationResult", "creating"],
  ["HcsSetComputeSystemCallback", "creating"],
  ["HcsGetComputeSystemProperties", "creating"],
  ["HcsStartComputeSystem", "starting"],
];

for (const [call, phase] of inBoot) {
  flowTest(`${call} that hangs for ever is given up`, { HCSD_HANG: `${call}=0` }, async (bench) => {
    const { result, record } = await watch(impatient(bench), (event) => {
      if (event.type === "phase" && event.phase === "cleaning") bench.double.set({ HCSD_HANG: undefined });
    });
    assert.equal(result.outcome, "failed");
    assert.equal(result.failure?.phase, phase);
    assert.match(record.failure?.message ?? "", /did not happen within 400 ms/);
    await letGo(bench);
  });
}

const inTeardown: readonly [string, RegExp][] = [
  ["HcsCloseComputeSystem", /^HcsCloseComputeSystem did not happen within 300 ms/m],
  ["HcsRevokeVmAccess", /^HcsRevokeVmAccess for .* did not happen .* The VM keeps access to /m],
];

for (const [call, told] of inTeardown) {
  flowTest(`a VM whose ${call} hangs for ever is torn down as far as can be`, {}, async (bench) => {
    const { result } = await watch(impatient(bench), (event, run) => {
      if (event.type !== "phase" || event.phase !== "running") return;
      bench.double.set({ HCSD_HANG: `${call}=0` });
      run.stop();
    });
    assert.equal(result.outcome, "ended");
    assert.match(result.problems.join("\n"), told);
    assert.deepEqual(
      result.preserved.map(({ error }) => error),
      [undefined, undefined],
    );
    bench.double.set({ HCSD_HANG: undefined });
    // Access that could not be taken back stays, and is told.
    if (call !== "HcsRevokeVmAccess") await letGo(bench);
  });
}

flowTest(
  "a VM that HCS does not end ends with its host, and the next one saves its disks",
  {},
  async (bench, context) => {
    const host = await HostProcess.start(context, bench.double, { HCSD_HANG: "HcsTerminateComputeSystem=0" });
    const { request } = impatient(bench);
    void host.ask({ type: "boot", boot: request });
    await host.phase("running");
    void host.ask({ type: "terminate" });
    await host.exited;
    assert.match(JSON.stringify(host.events.at(-1)), /HCS does not end the VM\. Its process ends now/);
    const next = await HostProcess.start(context, bench.double);
    const { recordFolder, plan } = request;
    assert.ok((await next.ask({ type: "recover", recordFolder, ids: [plan.id] })).ok);
    const record: RunRecord = JSON.parse(readFileSync(path.join(recordFolder, `${plan.id}_run.json`), "utf8"));
    assert.match(record.failure?.message ?? "", /was ended while terminating; Windows ended the VM with it/);
    assert.match(record.problems.join(), /HcsTerminateComputeSystem did not happen within 300 ms/);
    assert.equal(record.preserved.filter(({ error }) => error === undefined).length, 2);
    assert.deepEqual(record.leftovers, { grants: [], files: [] });
    next.disconnect();
    await next.exited;
  },
);

flowTest("a disk whose identifier cannot be set in time is given up", {}, async (base) => {
  const bench = withGivenScratch(base);
  for (const call of ["OpenVirtualDisk", "SetVirtualDiskInformation"]) {
    bench.double.set({ HCSD_HANG: `${call}=0` });
    const { result } = await watch(impatient(bench), (event) => {
      if (event.type === "phase" && event.phase === "cleaning") bench.double.set({ HCSD_HANG: undefined });
    });
    assert.equal(result.failure?.phase, "identifying");
    assert.match(result.failure?.message ?? "", /The disk identifier of .* did not happen within 400 ms/);
    await assertNothingLeft(bench);
  }
  await letGo(bench);
});

flowTest("a service that is silent is told by the preflight, and does not stop a list", {}, async ({ double }) => {
  const natives = loadNatives(double.libraries);
  const { core } = await natives;
  double.set({ HCSD_HANG: "HcsGetServiceProperties=0;HcsEnumerateComputeSystems=0" });
  const probes = machineProbes(double.libraries, () => natives, 100);
  assert.deepEqual(await probes.hcs(), { kind: "silent" });
  await assert.rejects(
    listSystems(core, { timeoutMs: 100 }, () => undefined),
    /HcsEnumerateComputeSystems did not happen within 100 ms/,
  );
  double.set({ HCSD_HANG: undefined });
});

flowTest("a host whose calls all hang ends all the same", {}, async (bench, context) => {
  const host = await HostProcess.start(context, bench.double, { HCSD_HANG: "*=0;HcsCloseOperation=0" });
  const booted = host.ask({ type: "boot", boot: impatient(bench).request });
  const reply = await booted;
  assert.ok(reply.ok, JSON.stringify(reply));
  host.disconnect();
  // By force, as an orderly exit would wait for the calls.
  await host.exited;
});
