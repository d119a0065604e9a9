import assert from "node:assert/strict";
import { test } from "node:test";
import { shortId } from "../../../../client/src/artifacts/runs/run.ts";
import { toRunRecord } from "../../../../client/src/artifacts/runs/run-record.ts";
import { stateText, timeText } from "../../../../client/src/artifacts/tree/texts.ts";

test("times are the machine's own; what is not set or no time is empty", () => {
  assert.equal(timeText(new Date(2026, 6, 1, 9, 5).getTime()), "2026-07-01 09:05");
  for (const none of [0, Number.NaN, 1e30]) assert.equal(timeText(none), "");
});

test("how a run ended says whether it was a rehearsal", () => {
  const told = (more: object): string => stateText(toRunRecord({ state: "ended", ...more }));
  assert.equal(told({ kind: "boot" }), "ran");
  assert.equal(told({ kind: "rehearsal" }), "rehearsal ran");
  assert.equal(told({ kind: "rehearsal", state: "failed" }), "rehearsal failed");
  assert.equal(stateText(undefined), "");
});

test("only the 64 digits of a pod are cut", () => {
  assert.equal(shortId(`${"0123456789abcdef".repeat(4)}@vm`), "0123456789ab…@vm");
  assert.equal(shortId("uvmboot-0"), "uvmboot-0");
});
