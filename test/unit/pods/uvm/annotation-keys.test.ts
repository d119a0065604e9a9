import assert from "node:assert/strict";
import { test } from "node:test";
import { allFacts, lookup } from "../../../../server/src/pods/annotations/registry.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";

test("every key that is resolved is in the table", () => {
  const missing = Object.values(keys).filter((key) => lookup(key) === undefined);
  assert.deepEqual(missing, []);
});

test("every key that the table says to change options is resolved", () => {
  const resolved = new Set<string>(Object.values(keys));
  const missing = allFacts.filter(({ key, uvmOptions }) => uvmOptions.length > 0 && !resolved.has(key));
  assert.deepEqual(
    missing.map(({ key }) => key),
    [],
  );
});
