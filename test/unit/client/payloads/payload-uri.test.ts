import assert from "node:assert/strict";
import { test } from "node:test";
import { payloadAddress, payloadScheme, payloadUri } from "../../../../client/src/payloads/payload-uri.ts";

const policyKey = "io.microsoft.virtualmachine.wcow.securitypolicy";
const cases: readonly (readonly [
  uri: string,
  key: string,
  occurrence: number,
  language: "rego" | "json",
  path: string,
])[] = [
  ["file:///c%3A/specs/pod.yaml", policyKey, 0, "rego", "/pod.yaml/securitypolicy.rego"],
  ["file:///specs/pods.yaml", policyKey, 1, "rego", "/pods.yaml/securitypolicy (2).rego"],
  ["untitled:Untitled-1", "io.microsoft.virtualmachine.wcow.logsources", 0, "json", "/Untitled-1/logsources.json"],
  // A name cannot add folders to the path.
  ["file:///a%2Fb.yaml", policyKey, 0, "rego", "/a b.yaml/securitypolicy.rego"],
  ["file:///pod.yaml", "ends.in.dot.", 0, "json", "/pod.yaml/value.json"],
];

for (const [uri, key, occurrence, language, path] of cases) {
  test(`${key} of ${uri} is ${path}, and leads back`, () => {
    const made = payloadUri({ uri, place: { key, occurrence } }, language);
    assert.equal(made.path, path);
    assert.deepEqual(payloadAddress(made), { uri, place: { key, occurrence } });
  });
}

test("other URIs name no value", () => {
  const path = "/pod.yaml/securitypolicy.rego";
  assert.equal(payloadAddress({ scheme: "file", path, query: '["file:///a","k",0]' }), undefined);
  for (const query of ["", "{", "[]", "null", '["file:///a","k"]', '["file:///a",0,"k"]', '{"uri":"file:///a"}']) {
    assert.equal(payloadAddress({ scheme: payloadScheme, path, query }), undefined, query);
  }
});
