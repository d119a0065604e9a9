import assert from "node:assert/strict";
import { listSystems } from "../../../client/src/host/hcs/service.ts";
import { loadNatives } from "../../../client/src/host/native/natives.ts";
import { machineProbes } from "../../../client/src/host/preflight/machine.ts";
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
  ["HcsTerminateComputeSystem", /^HcsTerminateComputeSystem did not .*\nHcsCloseComputeSystem did not /m],
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
  assert.notEqual(await host.exited, 1);
});
