import assert from "node:assert/strict";
import { test } from "node:test";
import { readRunRecord } from "../../../../client/src/artifacts/runs/run-record.ts";

const work = "C:\\runs\\7\\boot.vhd";
const shared = "C:\\boot\\boot.vhd";
const saved = "D:\\debug\\uvm_boot.vhd";

function record(copies: readonly object[], from: string, more: object = {}): string {
  const plan = { copies, preserve: [{ from, to: saved }] };
  return JSON.stringify({ state: "failed", startedAt: "2026-07-01T10:00:00Z", request: { plan }, ...more });
}

test("a writable EFI disk leads back to the one that it is a copy of", () => {
  const read = readRunRecord(record([{ from: shared, to: work }], work, { failure: { message: "No guest." } }));
  assert.equal(read?.pristineEfi, shared);
  assert.equal(read.hasReadOnlyEfi, false);
  assert.equal(read.failure, "No guest.");
  assert.equal(read.startedAt, Date.UTC(2026, 6, 1, 10));
});

test("an EFI disk that was not copied was the shared one, which no guest writes to", () => {
  const read = readRunRecord(record([], shared));
  assert.equal(read?.hasReadOnlyEfi, true);
  assert.equal(read.pristineEfi, shared);
});

test("a run that preserved nothing says nothing about its EFI disk", () => {
  assert.equal(readRunRecord('{"state":"cancelled"}')?.hasReadOnlyEfi, false);
});

const noRecords = ["", "{", "null", "[]", '"failed"', "{}", '{"state":"flying"}', '{"state":["failed"]}'];

for (const text of noRecords) {
  test(`no record: ${JSON.stringify(text)}`, () => assert.equal(readRunRecord(text), undefined));
}

test("members of another type are left out, and the rest is read", () => {
  const text = JSON.stringify({ state: "ended", startedAt: 7, request: { plan: { copies: {}, preserve: [1, null] } } });
  const read = readRunRecord(text);
  assert.equal(read?.state, "ended");
  assert.equal(read.pristineEfi, undefined);
});
