import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { assertNothingLeft, flowTest, watch } from "./host.ts";

flowTest("a boot goes through its phases, is ended, and leaves record and disks", {}, async (bench) => {
  let isRunning = false;
  let hasSpoken = false;
  const { result, record, phases, events } = await watch(bench, (event, run) => {
    isRunning ||= event.type === "phase" && event.phase === "running";
    hasSpoken ||= event.type === "console";
    if (isRunning && hasSpoken) run.stop();
  });
  assert.equal(result.outcome, "ended", JSON.stringify(result.failure));
  assert.deepEqual(phases, [
    "checking",
    "preparing",
    "granting",
    "creating",
    "listening",
    "starting",
    "accepting",
    "negotiating",
    "configuring",
    "policy",
    "running",
    "terminating",
    "preserving",
    "cleaning",
    "hashing",
    "closed",
  ]);
  assert.deepEqual(result.problems, []);
  assert.equal(result.exitType, "ForcedExit");
  assert.equal(record.state, "ended");
  assert.equal(record.exit?.name, "0x80370107 (HCS_E_TERMINATED)");
  assert.deepEqual(record.leftovers, { grants: [], files: [] });
  const told = events.map((event) => (event.type === "phase" ? event.phase : event.type));
  assert.ok(told.indexOf("ended") < told.indexOf("hashing"), "its files are safe before they are hashed");
  assert.deepEqual(told.slice(-3), ["preserved", "preserved", "closed"]);
  assert.deepEqual(record.preserved, result.preserved);
  for (const { to, size, sha256, sha256Reason } of record.preserved) {
    const bytes = readFileSync(to);
    const expected = [bytes.length, createHash("sha256").update(bytes).digest("hex"), undefined];
    assert.deepEqual([size, sha256, sha256Reason], expected);
  }
  const { id } = bench.request.plan;
  const kept = readdirSync(path.join(bench.folder, "debug")).sort();
  assert.deepEqual(
    kept,
    ["boot.jsonl", "boot.vhd", "console.log", "run.json", "sandbox.vhdx"].map((name) => `${id}_${name}`),
  );
  assert.match(readFileSync(path.join(bench.folder, "debug", `${id}_console.log`), "utf8"), /boot line 1/);
  await assertNothingLeft(bench);
});
