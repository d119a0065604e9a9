import assert from "node:assert/strict";
import { test } from "node:test";
import { ConsoleLog } from "../../../../client/src/boot/session/console-log.ts";
import { enterPhase, type SessionPhase, stateOf } from "../../../../client/src/boot/session/session-state.ts";

test("a phase ends when the next begins", () => {
  let phases: readonly SessionPhase[] = [];
  phases = enterPhase(phases, "checking", 1000);
  phases = enterPhase(phases, "preparing", 1250);
  // The host's clock was set back.
  phases = enterPhase(phases, "granting", 1200);
  assert.deepEqual(phases, [
    { phase: "checking", startedAt: 1000, milliseconds: 250 },
    { phase: "preparing", startedAt: 1250, milliseconds: 0 },
    { phase: "granting", startedAt: 1200 },
  ]);
});

test("the phase tells the state", () => {
  assert.equal(stateOf("accepting"), "booting");
  assert.equal(stateOf("running"), "running");
  assert.equal(stateOf("preserving"), "ending");
});

test("a console keeps its end, whatever a guest writes", () => {
  const log = new ConsoleLog();
  const heard: number[] = [];
  log.onData((data) => heard.push(data.length));
  for (let i = 0; i < 40; i++) log.push(Buffer.alloc(64 * 1024, i));
  assert.equal(heard.length, 40);
  assert.ok(log.tail.length <= 512 * 1024, String(log.tail.length));
  assert.equal(log.tail.at(-1), 39);
});
