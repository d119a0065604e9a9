import assert from "node:assert/strict";
import { test } from "node:test";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";
import { Declined } from "../../../server/src/features/declined.ts";
import { answered } from "../../../server/src/features/response-error.ts";

const token = (isCancellationRequested: boolean) => ({
  isCancellationRequested,
  onCancellationRequested: () => ({ dispose: () => undefined }),
});

/** What another bundle of the server throws: the same, of a class that is not ours. */
class ForeignDeclined extends Error {
  override readonly name = "Declined";
  readonly reason = "outdated";
}

const failed = (error: Error) =>
  answered(async () => {
    throw error;
  });

test("what the client gave up is cancelled", async () => {
  await assert.rejects(failed(new Declined(token(true))), (error) => {
    return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
  });
});

for (const error of [new Declined(token(false)), new ForeignDeclined()]) {
  test(`an outdated answer is asked for again (${error.constructor.name})`, async () => {
    await assert.rejects(failed(error), (thrown) => {
      assert.ok(thrown instanceof ResponseError);
      assert.equal(thrown.code, LSPErrorCodes.ServerCancelled);
      assert.deepEqual(thrown.data, { retriggerRequest: true });
      return true;
    });
  });
}

test("any other failure is what it was", async () => {
  const error = new Error("defect");
  await assert.rejects(failed(error), error);
});
