import assert from "node:assert/strict";
import { test } from "node:test";
import { toRunRecord } from "../../../../client/src/artifacts/runs/run-record.ts";
import { timelineOutcome } from "../../../../client/src/artifacts/runs/timeline-outcome.ts";

const failed = { kind: "failed", brief: "failed", text: "The boot failed." };

test("the log of a pristine disk is not told as what this run did", () => {
  const preserve = [{ from: "C:\\boot\\boot.vhd", to: "D:\\debug\\uvm_boot.vhd" }];
  const record = toRunRecord({ state: "failed", request: { plan: { copies: [], preserve } } });
  assert.equal(record?.hasReadOnlyEfi, true);
  assert.deepEqual(timelineOutcome(record, failed), {
    kind: "unknown",
    brief: "EFI disk was read-only",
    text: "EFI disk was read-only",
  });
});

test("a shim's run has no record, and a writable disk's log is the run's own", () => {
  assert.equal(timelineOutcome(undefined, failed), failed);
  assert.equal(timelineOutcome(toRunRecord({ state: "failed" }), failed), failed);
});
