import assert from "node:assert/strict";
import { assertNothingLeft, flowTest, impatient, watch } from "./host.ts";

interface Fault {
  readonly name: string;
  readonly knobs: Readonly<Record<string, string>>;
  /** A guest that ends at once may do so before its start is told to have succeeded. */
  readonly phase: string;
  readonly told: RegExp;
}

const faults: readonly Fault[] = [
  {
    name: "never connects",
    knobs: { HCSD_GUEST: "never" },
    phase: "accepting",
    told: /guest's connection did not happen within/,
  },
  {
    name: "connects and is silent",
    knobs: { HCSD_GUEST: "silent" },
    phase: "negotiating",
    told: /answer to NegotiateProtocol did not happen/,
  },
  {
    name: "exits while it boots",
    knobs: { HCSD_GUEST: "exit" },
    phase: "starting|accepting",
    told: /VM ended by itself \(UnexpectedExit\)/,
  },
  {
    name: "exits once connected",
    knobs: { HCSD_GUEST: "exit-connected" },
    phase: "negotiating",
    told: /VM ended by itself/,
  },
  {
    name: "crashes",
    knobs: { HCSD_GUEST: "crash" },
    phase: "starting|accepting",
    told: /The guest reported a crash: CRITICAL_PROCESS_DIED \(code 0xEF\)\. Read the console log/,
  },
  {
    name: "crashes over the policy",
    knobs: { HCSD_GUEST: "crash-policy" },
    phase: "policy",
    told: /VM ended by itself/,
  },
  { name: "sends garbage", knobs: { HCSD_GUEST: "garbage" }, phase: "negotiating", told: /not a message, at byte 0/ },
  {
    name: "announces a huge message",
    knobs: { HCSD_GUEST: "huge" },
    phase: "negotiating",
    told: /invalid message size/,
  },
  {
    name: "closes its connection",
    knobs: { HCSD_GUEST: "close" },
    phase: "negotiating",
    told: /closed its connection/,
  },
  {
    name: "speaks another version",
    knobs: { HCSD_GUEST_VERSION: "5" },
    phase: "negotiating",
    told: /protocol version 5 instead of 4/,
  },
  {
    name: "refuses the policy",
    knobs: { HCSD_GUEST_FAIL: "SecurityPolicy=80004005:policy refused" },
    phase: "policy",
    told: /policy refused\. The guest rejected the security policy/,
  },
  {
    name: "does not answer the policy",
    knobs: { HCSD_GUEST_HANG: "SecurityPolicy" },
    phase: "policy",
    told: /answer to ModifySettings/,
  },
  {
    name: "refuses its addresses",
    knobs: { HCSD_GUEST_FAIL: "HvSocket=80070057" },
    phase: "configuring",
    told: /0x80070057/,
  },
];

for (const { name, knobs, phase, told } of faults) {
  flowTest(`a guest that ${name}`, knobs, async (bench) => {
    const { result, record } = await watch(
      /did not happen|answer to Modify/.test(told.source) ? impatient(bench) : bench,
    );
    assert.equal(result.outcome, "failed");
    assert.ok(phase.split("|").includes(result.failure?.phase ?? ""), result.failure?.phase);
    assert.match(result.failure?.message ?? "", told);
    assert.equal(record.failure?.message, result.failure?.message);
    assert.deepEqual(
      result.preserved.filter(({ error }) => error !== undefined),
      [],
    );
    assert.equal(result.preserved.length, 2);
    await assertNothingLeft(bench);
  });
}
