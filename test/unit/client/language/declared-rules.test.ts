import assert from "node:assert/strict";
import { test } from "node:test";
import { declaredRules } from "../../../../client/src/language/declared-rules.ts";
import { manifest } from "../../house/manifest.ts";

const manifestWith = (properties: unknown): unknown => ({
  contributes: { configuration: [{ title: "Other" }, { properties }] },
});

test("rules with their titles, in the manifest's order", () => {
  const rules = { "b-rule": { description: "B" }, "a-rule": { description: "A" } };
  assert.deepEqual(declaredRules(manifestWith({ "confidentialPods.rules": { properties: rules } })), [
    { code: "b-rule", title: "B" },
    { code: "a-rule", title: "A" },
  ]);
});

for (const odd of [
  undefined,
  null,
  "text",
  {},
  { contributes: { configuration: {} } },
  manifestWith({ "confidentialPods.rules": 1 }),
]) {
  test(`none in ${JSON.stringify(odd)}`, () => assert.deepEqual(declaredRules(odd), []));
}

test("our own manifest declares some", () => assert.ok(declaredRules(manifest).length > 0));
