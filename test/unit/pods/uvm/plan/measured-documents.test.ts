import assert from "node:assert/strict";
import { test } from "node:test";
import { writeGoJson } from "../../../../../server/src/pods/uvm/plan/go-json.ts";
import { flatten, parseExact } from "./flatten.ts";
import { baselines, measuredPlans, planCase, stepsOf } from "./measured-plan.ts";

for (const measured of measuredPlans) {
  const [name, , , { error, like, changed = {}, without = [], steps }] = measured;
  test(`hcsshim's own document: ${name}`, () => {
    const plan = planCase(measured);
    assert.equal(plan.error, error ?? null);
    if (like === undefined) {
      assert.equal(plan.document, null);
      assert.deepEqual(stepsOf(plan), []);
      return;
    }
    const expected: Record<string, unknown> = { ...flatten(baselines[like].document), ...changed };
    for (const path of without) delete expected[path];
    assert.deepEqual(flatten(parseExact(writeGoJson(plan.document))), expected);
    assert.deepEqual(stepsOf(plan), steps ?? baselines[like].steps);
  });
}

for (const [name, platform, annotations] of [
  ["wcow", "wcow", {}],
  ["cwcow", "wcow", { "v:wcow.securitypolicy": "cG9saWN5" }],
  ["lcow", "lcow", { "v:bootfilesrootpath": "C:\\lcowboot" }],
  ["clcow", "lcow", { "v:bootfilesrootpath": "C:\\lcowsnp", "v:lcow.securitypolicy": "cG9saWN5" }],
] as const) {
  test(`members stand in the order of hcsshim's structs: ${name}`, () => {
    const plan = planCase([name, platform, annotations, {}]);
    assert.equal(writeGoJson(plan.document), JSON.stringify(baselines[name].document));
  });
}
