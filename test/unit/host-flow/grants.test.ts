import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { RunRecord } from "../../../client/src/host/record/run-record.ts";
import type { BootPlanMessage } from "../../../server/src/protocol.ts";
import { withPlan } from "./benches.ts";
import { assertNothingLeft, flowTest, impatient, watch } from "./host.ts";

/** How often each call about access was made, by its name. */
function accessCalls({ calls }: RunRecord): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { call } of calls) if (/Access/.test(call)) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

/** The grants, those of some paths for the group of all VMs. */
const openedToAll = (plan: BootPlanMessage, paths: readonly string[]): BootPlanMessage["grants"] =>
  plan.grants.map((grant) => (paths.includes(grant.path) ? { ...grant, access: "all-vms" } : grant));

flowTest(
  "what hcsshim opens to all VMs is opened to all, and copies of the run are closed again",
  {},
  async (bench) => {
    const { plan } = bench.request;
    const grants = openedToAll(
      plan,
      plan.copies.map(({ to }) => to),
    );
    const { result, record } = await watch(withPlan(bench, { grants }));
    assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
    assert.deepEqual(accessCalls(record), {
      HcsGrantVmAccess: 4,
      HcsGrantVmGroupAccess: 1,
      HcsRevokeVmAccess: 4,
      HcsRevokeVmGroupAccess: 1,
    });
    await assertNothingLeft(bench);
  },
);

flowTest("a folder of the user's that was opened to all VMs stays so, as with hcsshim", {}, async (bench) => {
  const { plan } = bench.request;
  const dumps = path.join(bench.folder, "dumps");
  mkdirSync(dumps);
  const grants = [...plan.grants, { path: dumps, access: "all-vms" } as const];
  const { result, record } = await watch(withPlan(bench, { grants }));
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  const { HcsGrantVmGroupAccess: given, HcsRevokeVmGroupAccess: taken } = accessCalls(record);
  assert.deepEqual([given, taken], [1, undefined]);
  assert.deepEqual(result.problems, []);
  assert.equal(bench.double.living().grants, 1);
});

for (const call of ["HcsGrantVmGroupAccess", "HcsRevokeVmGroupAccess"] as const) {
  flowTest(`${call} that hangs for ever is given up`, { HCSD_HANG: `${call}=0` }, async (bench) => {
    const { plan } = bench.request;
    const [copy] = plan.copies;
    const { result } = await watch(impatient(withPlan(bench, { grants: openedToAll(plan, [copy?.to ?? ""]) })));
    // The copy goes with its access, so that what hangs over it at the end is not worth a word.
    const expected = call === "HcsGrantVmGroupAccess" ? ["failed", "granting"] : ["ended", undefined];
    assert.deepEqual([result.outcome, result.failure?.phase], expected);
    bench.double.set({ HCSD_HANG: undefined });
    assert.ok(!existsSync(bench.request.runFolder));
  });
}

flowTest(
  "a group grant that is refused is told with its file",
  { HCSD_FAIL: "HcsGrantVmGroupAccess=80070005" },
  async (bench) => {
    const { plan } = bench.request;
    const [copy] = plan.copies;
    const { result } = await watch(withPlan(bench, { grants: openedToAll(plan, [copy?.to ?? ""]) }));
    assert.equal(result.failure?.phase, "granting");
    assert.equal(result.failure?.hresult, "0x80070005");
    assert.match(result.failure?.message ?? "", /^HcsGrantVmGroupAccess for .*cwcow\.snp\.vmgs: 0x80070005/);
  },
);
