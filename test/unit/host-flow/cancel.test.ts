import assert from "node:assert/strict";
import type { BootPhase } from "../../../server/src/protocol.ts";
import { withGivenScratch, withLogs } from "./benches.ts";
import { assertNothingLeft, flowTest, watch } from "./host.ts";

/** Each phase of a boot, with what makes it last. */
const phases: readonly [BootPhase, Readonly<Record<string, string>>][] = [
  ["checking", {}],
  ["preparing", {}],
  ["granting", { HCSD_HANG: "HcsGrantVmAccess=300" }],
  ["identifying", { HCSD_HANG: "OpenVirtualDisk=300" }],
  ["creating", { HCSD_HANG_RESULT: "HcsCreateComputeSystem=300" }],
  ["listening", {}],
  ["starting", { HCSD_HANG_RESULT: "HcsStartComputeSystem=300" }],
  ["accepting", { HCSD_GUEST: "never" }],
  ["negotiating", { HCSD_GUEST: "silent" }],
  ["configuring", { HCSD_GUEST_HANG: "HvSocket" }],
  ["policy", { HCSD_GUEST_HANG: "SecurityPolicy" }],
  ["logs", { HCSD_GUEST_HANG: "StartLogForwarding" }],
];

/** At the phase's beginning, and in its middle where it has one. */
const moments = (knobs: object): readonly number[] => (Object.keys(knobs).length === 0 ? [0] : [0, 20]);

for (const [phase, knobs] of phases) {
  for (const delay of moments(knobs)) {
    flowTest(`a boot that is cancelled ${delay} ms into ${phase} ends without a failure`, knobs, async (base) => {
      const bench = withLogs(phase === "identifying" ? withGivenScratch(base) : base);
      const { result, record } = await watch(bench, (event, run) => {
        if (event.type !== "phase" || event.phase !== phase) return;
        if (delay === 0) run.stop();
        else setTimeout(() => run.stop(), delay);
      });
      assert.equal(result.outcome, "cancelled", JSON.stringify(result));
      assert.equal(result.failure, undefined);
      assert.equal(record.state, "cancelled");
      assert.deepEqual(record.leftovers, { grants: [], files: [] });
      await assertNothingLeft(bench);
    });
  }
}

/** Once the VM is being ended, there is nothing left to cancel. */
for (const phase of ["running", "terminating", "preserving", "cleaning", "closed"] as const) {
  flowTest(`a run that is ended again while ${phase} ends once`, {}, async (bench) => {
    const { result, phases: seen } = await watch(bench, (event, run) => {
      if (event.type === "phase" && (event.phase === "running" || event.phase === phase)) run.stop();
    });
    assert.equal(result.outcome, "ended");
    assert.deepEqual(result.problems, []);
    assert.equal(seen.filter((name) => name === "terminating").length, 1);
    await assertNothingLeft(bench);
  });
}
