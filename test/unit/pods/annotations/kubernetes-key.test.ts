import assert from "node:assert/strict";
import { test } from "node:test";
import { kubernetesKeyFault } from "../../../../server/src/pods/annotations/kubernetes-key.ts";
import { allFacts } from "../../../../server/src/pods/annotations/registry.ts";

test("what IsQualifiedName takes is taken", () => {
  const name = "a".repeat(63);
  for (const key of ["a", "A.b_c-d", "io.microsoft.wcow.debug", "microsoft.com/hostprocess-container", `b.c/${name}`]) {
    assert.equal(kubernetesKeyFault(key), undefined, key);
  }
});

test("what it refuses is refused with a reason", () => {
  const characters = 'may only have letters, digits, "-", "_" and ".", and must begin and end with a letter or digit';
  const cases: readonly (readonly [string, string])[] = [
    ["", "it is empty"],
    ["a/", "the name after its slash is empty"],
    ["/a", "nothing stands before its slash"],
    ["a/b/c", "it has more than one slash"],
    ["a..b/c", 'its prefix "a..b" is not a DNS subdomain'],
    ["a_b/c", 'its prefix "a_b" is not a DNS subdomain'],
    [`${"a.".repeat(127)}b/c`, "its prefix has more than 253 characters"],
    ["a".repeat(64), "it has 64 characters, and a name may have 63"],
    [" a", `it ${characters}`],
    ["a.", `it ${characters}`],
    ["a/b c", `the name after its slash ${characters}`],
  ];
  for (const [key, fault] of cases) assert.equal(kubernetesKeyFault(key), fault, key);
});

test("fourteen declared keys and the whole socket family cannot stand in a Kubernetes object", () => {
  const refused = allFacts.filter(({ key, isPrefix }) => !isPrefix && kubernetesKeyFault(key) !== undefined);
  assert.equal(refused.length, 14);
  const [family] = allFacts.filter(({ isPrefix }) => isPrefix);
  assert.match(kubernetesKeyFault(`${family?.key}172dad59-976d-45f2-8b6c-6d1b13f2ac4d`) ?? "", /^it has 88 characters/);
});
