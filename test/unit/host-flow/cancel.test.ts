import assert from "node:assert/strict";
import type { BootPhase } from "../../../server/src/protocol.ts";
import { assertNothingLeft, flowTest, watch } from "./host.ts";

/** Each phase with what makes it last, so that the cancellation meets it. */
const phases: readonly [BootPhase, Readonly<Record<string, string>>][] = [
  ["checking", {}],
  ["preparing", {}],
  ["granting", { HCSD_HANG: "HcsGrantVmAccess=300" }],
  ["creating", { HCSD_HANG_RESULT: "HcsCreateComputeSystem=300" }],
  ["listening", {}],
  ["starting", { HCSD_HANG_RESULT: "HcsStartComputeSystem=300" }],
  ["accepting", { HCSD_GUEST: "never" }],
  ["negotiating", { HCSD_GUEST: "silent" }],
  ["configuring", { HCSD_GUEST_HANG: "HvSocket" }],
  ["policy", { HCSD_GUEST_HANG: "SecurityPolicy" }],
];

for (const [phase, knobs] of phases) {
  flowTest(`a boot that is cancelled while ${phase} ends without a failure`, knobs, async (bench) => {
    const { result, record } = await watch(bench, (event, run) => {
      if (event.type === "phase" && event.phase === phase) setTimeout(() => run.stop(), 20);
      if (event.type === "phase" && event.phase === "running") run.stop();
    });
    const isTooFast = Object.keys(knobs).length === 0;
    assert.ok(result.outcome === "cancelled" || (isTooFast && result.outcome === "ended"), JSON.stringify(result));
    assert.equal(result.failure, undefined);
    assert.equal(record.state, result.outcome);
    await assertNothingLeft(bench);
  });
}
