import assert from "node:assert/strict";
import { test } from "node:test";
import { DiskError, ProblemLog } from "../../../server/src/disks/problem.ts";

test("the same problem at the same place is told once", () => {
  const log = new ProblemLog();
  for (const offset of [1, 1, 2]) log.add("code", "message", offset);
  assert.deepEqual(
    log.problems.map(({ offset }) => offset),
    [1, 2],
  );
});

test("after 500 problems one says that there are more", () => {
  const log = new ProblemLog();
  for (let offset = 0; offset < 10_000; offset++) log.add("code", "message", offset);
  assert.equal(log.problems.length, 501);
  assert.equal(log.problems.at(-1)?.code, "more-problems");
});

test("a DiskError becomes a problem with what it was about; any other error is ours and goes on", () => {
  const log = new ProblemLog();
  const fail = (error: Error) => (): never => {
    throw error;
  };
  assert.equal(
    log.attempt(() => 7),
    7,
  );
  assert.equal(log.attempt(fail(new DiskError("code", "cannot be read.", 5)), "a file"), undefined);
  assert.deepEqual(log.problems, [{ code: "code", message: "a file: cannot be read.", offset: 5 }]);
  assert.throws(() => log.attempt(fail(new RangeError("bug"))), RangeError);
});
