import assert from "node:assert/strict";
import { withLogs } from "./benches.ts";
import { assertNothingLeft, flowTest, watch } from "./host.ts";

const logSettings = Buffer.from('{"LogConfig":{"sources":[]}}').toString("base64");

flowTest("the guest's log arrives entry by entry, and ends with the VM", {}, async (base) => {
  const bench = withLogs(base, { logSettings });
  const { result, events, phases } = await watch(bench, (event, run) => {
    if (event.type === "guestLog") run.stop();
  });
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  assert.ok(phases.includes("logs"));
  const entry = events.find((event) => event.type === "guestLog");
  assert.ok(entry?.type === "guestLog" && typeof JSON.parse(entry.entry) === "object");
  await assertNothingLeft(bench);
});

flowTest(
  "a confidential guest that denies log providers fails the boot",
  { HCSD_GUEST_FAIL: "LogSources=80004005:log providers denied by policy" },
  async (base) => {
    const bench = withLogs(base, { logSettings });
    const { result } = await watch(bench);
    assert.equal(result.failure?.phase, "logs");
    assert.match(result.failure?.message ?? "", /denied by policy.*log_provider/);
    await assertNothingLeft(bench);
  },
);

flowTest(
  "a plain guest that denies log providers boots without",
  { HCSD_GUEST_FAIL: "LogSources=80004005:no" },
  async (base) => {
    const bench = withLogs(base, { logSettings, confidential: false });
    const { result } = await watch(bench);
    assert.equal(result.outcome, "ended");
    assert.match(result.problems.join(), /The guest refused ModifyServiceSettings: no/);
  },
);

flowTest("a guest that cannot forward logs boots without", { HCSD_GUEST_ASK: "create,start" }, async (base) => {
  const { result, events } = await watch(withLogs(base, { logSettings }));
  assert.equal(result.outcome, "ended");
  assert.ok(events.some((event) => event.type === "note" && event.text.includes("does not support log forwarding")));
});
