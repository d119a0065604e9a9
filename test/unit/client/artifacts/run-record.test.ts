import assert from "node:assert/strict";
import { test } from "node:test";
import { toRunRecord } from "../../../../client/src/artifacts/runs/run-record.ts";

const work = "C:\\runs\\7\\boot.vhd";
const shared = "C:\\boot\\boot.vhd";
const saved = "D:\\debug\\uvm_boot.vhd";

function record(copies: readonly object[], from: string, more: object = {}): object {
  const plan = { copies, preserve: [{ from, to: saved }] };
  return { state: "failed", startedAt: "2026-07-01T10:00:00Z", request: { plan }, ...more };
}

test("a copy of the EFI disk is the guest's own, to write to", () => {
  const read = toRunRecord(record([{ from: shared, to: work }], work, { failure: { message: "No guest." } }));
  assert.equal(read?.hasReadOnlyEfi, false);
  assert.equal(read.failure, "No guest.");
  assert.equal(read.startedAt, Date.UTC(2026, 6, 1, 10));
});

test("an EFI disk that was not copied was the shared one, which no guest writes to", () => {
  assert.equal(toRunRecord(record([], shared))?.hasReadOnlyEfi, true);
});

test("a run that preserved nothing says nothing about its EFI disk", () => {
  assert.equal(toRunRecord({ state: "cancelled" })?.hasReadOnlyEfi, false);
});

const noRecords = [undefined, null, [], "failed", {}, { state: "flying" }, { state: ["failed"] }];

for (const value of noRecords) {
  test(`no record: ${JSON.stringify(value)}`, () => assert.equal(toRunRecord(value), undefined));
}

test("members of another type are left out, and the rest is read", () => {
  const plan = { copies: {}, preserve: [1, null, { to: 7 }] };
  assert.deepEqual(toRunRecord({ state: "ended", startedAt: 7, failure: "no object", request: { plan } }), {
    state: "ended",
    startedAt: undefined,
    failure: "",
    isRehearsal: false,
    hasReadOnlyEfi: false,
  });
});
