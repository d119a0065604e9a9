import assert from "node:assert/strict";
import { assertNothingLeft, flowTest, watch } from "./host.ts";
import { HostProcess } from "./host-process.ts";

/** Calls on Hyper-V sockets with the error that they give, where the boot stands then, and what is told. */
const faults: readonly [string, string, RegExp][] = [
  ["socket=10047", "listening", /^socket on a Hyper-V socket failed: 0x8007273F \(WSAEAFNOSUPPORT\).*Hyper-V/],
  ["bind=10013", "listening", /^bind on a Hyper-V socket failed: 0x8007271D \(WSAEACCES\).*Start the host elevated/],
  ["listen=10055", "listening", /^listen on a Hyper-V socket failed: 0x80072747/],
  ["accept=10055", "accepting", /^accept on a Hyper-V socket failed: 0x80072747/],
  ["send=10054", "negotiating", /The guest closed its connection/],
  ["recv=10050", "negotiating", /The guest closed its connection/],
];

for (const [fault, phase, told] of faults) {
  flowTest(`${fault} fails the boot while ${phase}`, { HCSD_FAIL: fault }, async (bench) => {
    const { result, record } = await watch(bench);
    assert.equal(result.outcome, "failed");
    assert.ok([phase, "starting"].includes(record.failure?.phase ?? ""), record.failure?.phase);
    assert.match(record.failure?.message ?? "", told);
    bench.double.set({ HCSD_FAIL: undefined });
    await assertNothingLeft(bench);
    assert.equal((await watch(bench)).result.outcome, "ended", "the next boot works");
  });
}

flowTest("a running guest that goes silent is told, and its VM can still be ended", {}, async (bench, context) => {
  const knobs = { HCSD_GUEST_HANG: "ExecuteProcess;ResizeConsole" };
  const host = await HostProcess.start(context, bench.double, knobs);
  const timeouts = { ...bench.request.timeouts, request: 200 };
  const booted = host.ask({ type: "boot", boot: { ...bench.request, timeouts } });
  await host.phase("running");
  const reply = await host.ask({ type: "execute", process: 1, arguments: ["cmd.exe"], terminal: null });
  assert.ok(!reply.ok);
  assert.match(reply.error.message, /The guest's answer to ExecuteProcess did not happen within 200 ms/);
  await host.ask({ type: "terminate" });
  const ended = await booted;
  assert.ok(ended.ok);
  assert.match(JSON.stringify(ended.value), /"outcome":"ended"/);
  host.disconnect();
  assert.equal(await host.exited, 0);
});
