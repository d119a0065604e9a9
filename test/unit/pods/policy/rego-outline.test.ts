import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { enforcementPoints } from "../../../../server/src/pods/policy/enforcement-points.ts";
import { outlineRego } from "../../../../server/src/pods/policy/rego-outline.ts";

const open = [...enforcementPoints.keys()].map((name) => `${name} := {"allowed": true}`).join("\n");
const allowAll = `package policy\n\napi_version := "0.11.0"\nframework_version := "0.4.0"\n\n${open}\n`;

test("package and versions", () => {
  const { packageName, apiVersion, frameworkVersion, points } = outlineRego(allowAll);
  assert.deepEqual([packageName, apiVersion, frameworkVersion, points.size], ["policy", "0.11.0", "0.4.0", 26]);
});

test("versions under their older names", () => {
  const { apiVersion, frameworkVersion } = outlineRego(allowAll.replaceAll("_version", "_svn"));
  assert.deepEqual([apiVersion, frameworkVersion], ["0.11.0", "0.4.0"]);
});

const verdicts: readonly (readonly [why: string, text: string, allowsAll: boolean])[] = [
  ["every rule literally true", allowAll, true],
  ["one rule denies", allowAll.replace('mount_cims := {"allowed": true}', 'mount_cims := {"allowed": false}'), false],
  [
    "the framework decides",
    allowAll.replace(/create_container := .*/, "create_container := data.framework.create_container"),
    false,
  ],
  ["a rule under a condition", `${allowAll}\nexec_external := {"allowed": true} {\n  input.x == 1\n}`, false],
  ["no rule for containers", 'package policy\nget_properties := {"allowed": true}', false],
  ["nothing", "", false],
  [
    "objects over several lines, with other members, in the older form, under comments",
    'package policy # "create_container := 1"\ncreate_container = {\n  "allowed": true, # yes\n  "env_list": null\n}\n',
    true,
  ],
  ["a comment alone allows nothing", '# create_container := {"allowed": true}', false],
  [
    "a default that denies",
    'package policy\ndefault create_container := {"allowed": false}\ncreate_container := data.framework.create_container',
    false,
  ],
];
for (const [why, text, allowsAll] of verdicts) {
  test(`${allowsAll ? "allows everything" : "does not allow everything"}: ${why}`, () =>
    assert.equal(outlineRego(text).allowsAll, allowsAll));
}

test("a version that is computed is not known", () => {
  assert.equal(outlineRego('package policy\napi_version := concat(".", ["0"])').apiVersion, undefined);
});

test("law: any text is outlined, and its points are enforcement points", () => {
  const line = fc.oneof(fc.constantFrom(...allowAll.split("\n"), "{", "}", '"', "`", "#"), fc.string());
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const name of outlineRego(lines.join("\n")).points.keys()) assert.ok(enforcementPoints.has(name));
    }),
    { seed: 7, numRuns: 200 },
  );
});
