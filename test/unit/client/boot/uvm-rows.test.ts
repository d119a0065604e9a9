import assert from "node:assert/strict";
import { test } from "node:test";
import { endActions, endMessage } from "../../../../client/src/boot/ending/end-message.ts";
import { lengthText } from "../../../../client/src/boot/uvms/uvm-rows.ts";
import type { PreservedFile, RunResult } from "../../../../server/src/protocol.ts";
import { sampleRequest } from "../host/sample-request.ts";
import { goodEnd, sampleBoot } from "./sample-boot.ts";

test("lengths of time have one or two units", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0 ms"],
    [999, "999 ms"],
    [1000, "1.0 s"],
    [59_940, "59.9 s"],
    [60_000, "1 min"],
    [3_599_999, "59 min"],
    [7_500_000, "2 h 5 min"],
  ];
  for (const [milliseconds, text] of cases) assert.equal(lengthText(milliseconds), text);
});

const planned = sampleBoot(sampleRequest);
const kept: PreservedFile = { from: "/run/sandbox.vhdx", to: "/debug/sandbox.vhdx", size: 1 };
const failure = { code: "hcs", message: "HcsStart: the file boot.vhd is locked.", phase: "starting" } as const;

const ends: readonly (readonly [string, "boot" | "rehearsal", Partial<RunResult>, string])[] = [
  ["information", "boot", { preserved: [kept, kept] }, "UVM debug-pod ended. 2 disks were preserved."],
  ["information", "boot", { outcome: "cancelled" }, "UVM debug-pod was cancelled."],
  [
    "error",
    "boot",
    { outcome: "failed", wasReady: false, failure, preserved: [kept] },
    "UVM debug-pod did not boot. While starting the VM: HcsStart: the file boot.vhd is locked. 1 disk was preserved.",
  ],
  [
    "error",
    "boot",
    { outcome: "failed", failure: { ...failure, phase: "running", message: "It crashed." } },
    "UVM debug-pod failed. While running: It crashed.",
  ],
  [
    "error",
    "boot",
    { outcome: "failed", failure: { ...failure, message: "Denied: policyDecision< e30= >policyDecision." } },
    "UVM debug-pod failed. While starting the VM: Denied: policy decision.",
  ],
  ["information", "rehearsal", {}, "The rehearsal of debug-pod ended. No VM was made."],
  [
    "warning",
    "boot",
    { problems: ["A grant stayed.", "A file stayed."], preserved: [{ ...kept, error: "locked" }] },
    "UVM debug-pod ended. 1 could not be preserved; the record says why. A grant stayed. (2 problems)",
  ],
];

for (const [severity, kind, result, text] of ends) {
  test(`${severity}: ${text}`, () => {
    assert.deepEqual(endMessage({ kind, planned }, { ...goodEnd, ...result }), { severity, text });
  });
}

const denied = { ...failure, message: "Denied: policyDecision< e30= >policyDecision" };

/** How a run ended, whether its VM had written to the console, and what is offered. */
const offers: readonly (readonly [Partial<RunResult>, boolean, string])[] = [
  [{}, true, "Open Folder, Browse, Show Record"],
  [{ failure }, true, "Show Record, Console Log, Troubleshoot, Browse"],
  [{ failure }, false, "Show Record, Troubleshoot, Browse"],
  [{ failure: denied }, true, "Decode Denial, Console Log, Troubleshoot, Browse"],
  // Not even a record could be begun.
  [{ failure, recordFile: "" }, true, "Troubleshoot, Browse"],
];

for (const [result, hasConsole, expected] of offers) {
  test(`${result.failure?.message ?? "a good end"} leads to ${expected}`, () =>
    assert.equal(endActions({ ...goodEnd, ...result }, hasConsole).join(", "), expected));
}
