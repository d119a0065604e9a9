import assert from "node:assert/strict";
import { test } from "node:test";
import { CancelledError, Deadline, sleep, TimeoutError, within } from "../../../../client/src/host/wait.ts";

const never = new Promise<never>(() => {});

test("what comes in time is handed on, failures included", async () => {
  assert.equal(await within(Promise.resolve(1), { timeoutMs: 10_000 }, "It"), 1);
  await assert.rejects(within(Promise.reject(new RangeError("no")), { timeoutMs: 10_000 }, "It"), RangeError);
});

test("what does not come is told by name", async () => {
  await assert.rejects(
    within(never, { timeoutMs: 1 }, "The answer"),
    /^TimeoutError: The answer did not happen within 1 ms/,
  );
});

test("a signal ends a wait, also one that fired before", async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(within(never, { timeoutMs: 10_000, signal }, "It"), CancelledError);
  const later = new AbortController();
  const waiting = sleep(10_000, later.signal);
  later.abort();
  await assert.rejects(waiting, CancelledError);
});

test("a sleep ends by itself", async () => {
  await sleep(1);
  await sleep(1, new AbortController().signal);
});

test("a deadline shrinks but never to nothing", async () => {
  const deadline = new Deadline({ timeoutMs: 1 });
  await sleep(5);
  assert.ok(deadline.isOver);
  assert.equal(deadline.timeoutMs, 1);
  assert.ok(new Deadline({ timeoutMs: 10_000 }).timeoutMs > 1);
});

test("the errors have codes", () => {
  assert.equal(new TimeoutError("It", 2000).code, "timeout");
  assert.match(new TimeoutError("It", 2000).message, /within 2 s/);
  assert.equal(new CancelledError("x").name, "AbortError");
});
