import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createErrorBoundary, type ErrorBoundary } from "../../../../client/src/infrastructure/error-boundary.ts";
import { UserError } from "../../../../client/src/infrastructure/errors.ts";

/** A boundary whose messages are kept, and whose user presses one button. */
function boundaryWith(pressed?: string): { boundary: ErrorBoundary; shown: string[][]; logged: string[] } {
  const shown: string[][] = [];
  const logged: string[] = [];
  const boundary = createErrorBoundary({
    showErrorMessage: async (...message) => {
      shown.push(message);
      return pressed;
    },
    logError: (message) => logged.push(message),
    showLog: { title: "Show Output", run: () => logged.push("shown") },
  });
  return { boundary, shown, logged };
}

const fail = (error: Error) => async (): Promise<never> => {
  throw error;
};

test("what succeeds passes through", async () => {
  const { boundary, shown, logged } = boundaryWith();
  assert.equal(await boundary("Counting", () => 3), 3);
  assert.deepEqual([shown, logged], [[], []]);
});

test("a user error is shown with its code and its actions", async () => {
  const { boundary, shown } = boundaryWith();
  const actions = [{ title: "Try Again", run: () => undefined }];
  assert.equal(await boundary("Starting", fail(new UserError("no-server", "Look there.", { actions }))), undefined);
  assert.deepEqual(shown, [["Look there. (no-server)", "Try Again", "Show Output"]]);
});

test("a user error is logged without a stack, what caused it with one", async () => {
  const { boundary, logged } = boundaryWith();
  await boundary(
    "Starting",
    fail(new UserError("no-server", "Look there.", { cause: new TypeError("x is undefined") })),
  );
  assert.match(logged[0] ?? "", /^Starting: Look there\. \(no-server\)\nCaused by: TypeError: x is undefined\n\s+at /);
});

test("there is no room beside three actions", async () => {
  const { boundary, shown } = boundaryWith();
  const titles = ["Show Preflight", "Check Boot Files", "Boot Anyway"];
  const actions = titles.map((title) => ({ title, run: () => undefined }));
  await boundary("Booting", fail(new UserError("preflight", "Look there.", { actions })));
  assert.deepEqual(shown, [["Look there. (preflight)", ...titles]]);
});

test("a defect is shown with what failed, and logged with its stack", async () => {
  const { boundary, shown, logged } = boundaryWith();
  await boundary("Starting", fail(new TypeError("x is undefined")));
  assert.deepEqual(shown, [["Starting failed: x is undefined", "Show Output"]]);
  assert.match(logged[0] ?? "", /^Starting: TypeError: x is undefined\n\s+at /);
});

test("a synchronous failure is caught too", async () => {
  const { boundary, shown } = boundaryWith();
  await boundary("Starting", () => {
    throw new Error("at once");
  });
  assert.equal(shown.length, 1);
});

test("a cancellation is silent", async () => {
  const { boundary, shown, logged } = boundaryWith();
  await boundary("Starting", fail(new Error("Canceled")));
  assert.deepEqual([shown, logged], [[], []]);
});

test("the pressed button runs; its own failure is logged and shown no further", async () => {
  const { boundary, shown, logged } = boundaryWith("Try Again");
  const actions = [{ title: "Try Again", run: fail(new Error("again")) }];
  await boundary("Starting", fail(new UserError("no-server", "Look there.", { actions })));
  await setImmediate();
  assert.equal(shown.length, 1);
  assert.match(logged[1] ?? "", /^Try Again: Error: again/);
});
