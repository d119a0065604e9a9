import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCoreLimit } from "../../../../../server/src/pods/annotations/structured/core-limit.ts";

test("two numbers of bytes make a limit", () => {
  assert.deepEqual(parseCoreLimit("0;18446744073709551615"), {
    ok: true,
    value: { soft: 0n, hard: 18446744073709551615n },
  });
});

test("anything else fails in the guest", () => {
  const count = "wrong number of values supplied for rlimit core";
  const soft = "failed to parse soft core rlimit: strconv.ParseUint: parsing";
  const cases: readonly (readonly [string, string])[] = [
    ["", count],
    ["1", count],
    ["1;2;3", count],
    ["unlimited;unlimited", `${soft} "unlimited": invalid syntax`],
    [" 1;2", `${soft} " 1": invalid syntax`],
    ["1; 2", 'failed to parse hard core rlimit: strconv.ParseUint: parsing " 2": invalid syntax'],
  ];
  for (const [text, error] of cases) assert.deepEqual(parseCoreLimit(text), { ok: false, error });
});
