import assert from "node:assert/strict";
import { test } from "node:test";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { describeError, isCancellation, UserError } from "../../../../client/src/infrastructure/errors.ts";

const named = (name: string): Error => Object.assign(new Error("x"), { name });

const cancellations: readonly [what: string, error: unknown, expected: boolean][] = [
  ["vscode.CancellationError", Object.assign(new Error("Canceled"), { name: "Canceled" }), true],
  ["an aborted signal", named("AbortError"), true],
  ["what the server gave up", new ResponseError(LSPErrorCodes.RequestCancelled, "given up"), true],
  ["another answer of the server", new ResponseError(LSPErrorCodes.RequestFailed, "given up"), false],
  ["a plain failure", new Error("no such file"), false],
  ["a failure that only talks about it", new Error("the user Canceled it"), false],
  ["not an error at all", "Canceled", false],
];

for (const [what, error, expected] of cancellations) {
  test(`${what} is ${expected ? "a" : "no"} cancellation`, () => assert.equal(isCancellation(error), expected));
}

test("causes are told, outermost first", () => {
  const error = new UserError("outer-code", "outer", { cause: new Error("inner") });
  const text = describeError(error);
  assert.ok(text.indexOf("outer") < text.indexOf("Caused by: Error: inner"));
});

test("a user error has a code, and no actions unless given", () => {
  const error = new UserError("some-code", "Do this instead.");
  assert.deepEqual(
    [error.code, error.message, error.actions, error.name],
    ["some-code", "Do this instead.", [], "UserError"],
  );
});
