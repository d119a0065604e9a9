import assert from "node:assert/strict";
import { listSystems } from "../../../client/src/host/hcs/service.ts";
import { loadNatives } from "../../../client/src/host/native/natives.ts";
import { machineProbes } from "../../../client/src/host/preflight/machine.ts";
import { withGivenScratch } from "./benches.ts";
import { assertNothingLeft, flowTest, impatient, watch } from "./host.ts";

const calls: readonly [string, string][] = [
  ["HcsGrantVmAccess", "granting"],
  ["HcsCreateComputeSystem", "creating"],
  ["HcsSetComputeSystemCallback", "creating"],
  ["HcsGetComputeSystemProperties", "creating"],
  ["HcsStartComputeSystem", "starting"],
];

flowTest("no operation can be made", { HCSD_FAIL: "HcsCreateOperation=1" }, async (bench) => {
  const { result } = await watch(bench);
  assert.match(result.failure?.message ?? "", /^HcsCreateOperation: 0x8007000E/);
  assert.equal(result.failure?.phase, "creating");
  await assertNothingLeft(bench);
});

flowTest("an operation cannot be waited for", { HCSD_FAIL: "HcsWaitForOperationResult=800706BA" }, async (bench) => {
  const { result } = await watch(bench);
  assert.match(result.failure?.message ?? "", /^HcsCreateComputeSystem: 0x800706BA/);
  await assertNothingLeft(bench);
});

for (const [call, phase] of calls) {
  flowTest(`${call} is refused`, { HCSD_FAIL: `${call}=8037011B` }, async (bench) => {
    const { result, record } = await watch(bench);
    assert.equal(result.outcome, "failed");
    assert.equal(result.failure?.phase, phase);
    assert.equal(result.failure?.hresultName, "HCS_E_ACCESS_DENIED");
    assert.match(result.failure?.message ?? "", new RegExp(`${call}.*Hyper-V Administrators`));
    assert.ok(record.calls.some((entry) => entry.call === call && entry.hresult === "0x8037011B"));
    await assertNothingLeft(bench);
  });
}

for (const knobs of [{ HCSD_FAIL: ";HcsGetOperationResult=80370103" }, { HCSD_HANG: "HcsGetOperationResult=0" }]) {
  const { HCSD_FAIL: more = "", ...hang } = knobs;
  const how = more === "" ? "do not come" : "cannot be had";
  const fail = { HCSD_FAIL: `HcsCreateComputeSystem=8037010D${more}` };
  flowTest(`a refusal is told though the service's words about it ${how}`, { ...fail, ...hang }, async (bench) => {
    const { result } = await watch(impatient(bench), (event) => {
      if (event.type === "phase" && event.phase === "cleaning") bench.double.set({ HCSD_HANG: undefined });
    });
    assert.match(result.failure?.message ?? "", /^HcsCreateComputeSystem: 0x8037010D \(HCS_E_INVALID_JSON\)/);
    await assertNothingLeft(bench);
  });
}

for (const [call, error, told] of [
  ["OpenVirtualDisk", 32, "ERROR_SHARING_VIOLATION"],
  ["SetVirtualDiskInformation", 87, "ERROR_INVALID_PARAMETER"],
] as const) {
  flowTest(`${call} that fails is told with its disk`, { HCSD_FAIL: `${call}=${error}` }, async (base) => {
    const bench = withGivenScratch(base);
    const { result } = await watch(bench);
    assert.equal(result.failure?.phase, "identifying");
    assert.equal(result.failure?.hresultName, told);
    assert.match(result.failure?.message ?? "", /own\.vhdx/);
    await assertNothingLeft(bench);
  });
}

flowTest(
  "a service that refuses questions is told by the preflight and by a list",
  { HCSD_FAIL: "HcsGetServiceProperties=8037011B;HcsEnumerateComputeSystems=8037011B" },
  async ({ double }) => {
    const natives = loadNatives(double.libraries);
    const probes = machineProbes(double.libraries, () => natives);
    assert.deepEqual(await probes.hcs(), { kind: "refused", hresult: 0x8037011b });
    const listing = listSystems((await natives).core, { timeoutMs: 10_000 }, () => undefined);
    await assert.rejects(listing, /^HcsError: HcsEnumerateComputeSystems: 0x8037011B/);
  },
);

for (const [call, phase] of calls.filter(([name]) => /Create|Properties|Start/.test(name))) {
  flowTest(`${call} fails later`, { HCSD_FAIL_RESULT: `${call}=80370102` }, async (bench) => {
    const { result } = await watch(bench);
    assert.equal(result.failure?.phase, phase);
    assert.equal(result.failure?.hresult, "0x80370102");
    await assertNothingLeft(bench);
  });

  flowTest(`${call} does not come to its end`, { HCSD_HANG_RESULT: `${call}=0` }, async (bench) => {
    const { result } = await watch(impatient(bench));
    assert.equal(result.failure?.phase, phase);
    assert.match(result.failure?.message ?? "", /HCS_E_OPERATION_TIMEOUT|did not happen within/);
  });
}

flowTest(
  "a VM that cannot be terminated ends as its handle closes",
  { HCSD_FAIL: "HcsTerminateComputeSystem=80370105" },
  async (bench) => {
    const { result } = await watch(bench);
    assert.equal(result.outcome, "ended");
    assert.match(result.problems.join(), /HCS_E_INVALID_STATE/);
    assert.equal(result.preserved.filter(({ error }) => error === undefined).length, 2);
    await assertNothingLeft(bench);
  },
);

flowTest("an exit without its event is noticed", { HCSD_NO_EXIT_EVENT: "1" }, async (bench) => {
  const { result } = await watch(bench);
  assert.equal(result.exitType, "ForcedExit");
  assert.deepEqual(result.problems, []);
  await assertNothingLeft(bench);
});

flowTest(
  "so is one of which HCS says only that there is no such VM any more",
  { HCSD_NO_EXIT_EVENT: "1", HCSD_FAIL: "HcsWaitForComputeSystemExit=8037010E" },
  async (bench) => {
    const { result } = await watch(bench);
    assert.deepEqual([result.outcome, result.exitType, result.problems], ["ended", "Unknown", []]);
    await assertNothingLeft(bench);
  },
);

for (const [name, hresult, told] of [
  ["is gone", "800706BA", "RPC_S_SERVER_UNAVAILABLE"],
  ["is not installed", "80370114", "HCS_E_SERVICE_NOT_AVAILABLE"],
  ["denies access", "8037011B", "HCS_E_ACCESS_DENIED"],
] as const) {
  flowTest(`a service that ${name} is told`, { HCSD_FAIL: `*=${hresult}` }, async (bench) => {
    const { result, record } = await watch(bench);
    assert.equal(result.failure?.hresultName, told);
    assert.ok(record.failure?.message.includes(told));
    bench.double.set({ HCSD_FAIL: undefined });
    await assertNothingLeft(bench);
    assert.equal((await watch(bench)).result.outcome, "ended", "the next boot works");
  });
}

flowTest("a VM that ends by itself while it runs is a failure", { HCSD_EXIT_AFTER: "150" }, async (bench) => {
  const { result } = await watch(bench, () => undefined);
  assert.equal(result.outcome, "failed");
  assert.equal(result.wasReady, true);
  assert.match(result.failure?.message ?? "", /UnexpectedExit/);
  await assertNothingLeft(bench);
});

flowTest("a VM that shuts down is none", { HCSD_EXIT_AFTER: "150", HCSD_EXIT_TYPE: "GracefulExit" }, async (bench) => {
  const { result } = await watch(bench, () => undefined);
  assert.equal(result.outcome, "ended");
  assert.equal(result.exitType, "GracefulExit");
});

flowTest("a service that goes away ends the run", { HCSD_DISCONNECT_AFTER: "100" }, async (bench) => {
  const { result } = await watch(bench, () => undefined);
  assert.match(result.failure?.message ?? "", /ServiceDisconnect/);
});

flowTest("access that cannot be taken back is told", { HCSD_FAIL: "HcsRevokeVmAccess=80070005" }, async (bench) => {
  const { result, record } = await watch(bench);
  assert.equal(result.outcome, "ended");
  assert.match(result.problems.join(), /HcsRevokeVmAccess/);
  assert.equal(record.leftovers.grants.length, 5);
});
