import assert from "node:assert/strict";
import { test } from "node:test";
import { describeCrash } from "../../../../../client/src/host/hcs/crash-report.ts";

const cases: readonly [words: string, report: unknown][] = [
  ["CRITICAL_PROCESS_DIED (code 0xEF)", { CrashParameters: [239, 0, 0, 0, 0], CrashLog: "CRITICAL_PROCESS_DIED" }],
  ["code 0xEF", { SystemId: "pod@vm", CrashParameters: [239, 0, 0, 0, 0] }],
  ["Kernel panic - not syncing", { CrashLog: "Kernel panic - not syncing\n" }],
  // Beyond what a number of JSON holds exactly, a code would be a wrong one.
  ["panic", { CrashParameters: [2 ** 60], CrashLog: "panic" }],
  ["panic", { CrashParameters: "239", CrashLog: "panic" }],
  ['{"Status":0}', { Status: 0 }],
];

for (const [words, report] of cases) test(words, () => assert.equal(describeCrash(JSON.stringify(report)), words));

test("what is no JSON, and what is long, is cut", () => {
  assert.equal(describeCrash("x".repeat(1000)), "x".repeat(600));
  assert.equal(describeCrash(JSON.stringify({ CrashLog: "x".repeat(1000) })), "x".repeat(600));
});
