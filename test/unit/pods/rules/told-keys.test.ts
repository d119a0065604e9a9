import assert from "node:assert/strict";
import { test } from "node:test";
import { allFacts, expansions } from "../../../../server/src/pods/annotations/registry.ts";
import { ruleByCode } from "../../../../server/src/pods/rules/explain.ts";

/** Pages that write out keys of the table, so that they read well: they must not fall behind it. */
const pages: readonly (readonly [code: string, keys: readonly string[]])[] = [
  ["expansion-conflict", expansions.flatMap(({ key, expandsTo }) => [key, ...expandsTo])],
  ["expansion-redundant", expansions.flatMap(({ key, expandsTo }) => [key, ...expandsTo])],
  ["never-read-key", allFacts.flatMap(({ key, neverRead }) => (neverRead ? [key] : []))],
];
for (const [code, keys] of pages) {
  test(`the page of ${code} names all keys that the table has`, () => {
    const help = ruleByCode(code)?.help ?? "";
    assert.ok(keys.length > 0);
    assert.deepEqual(
      keys.filter((key) => !help.includes(`\`${key}\``)),
      [],
    );
  });
}
