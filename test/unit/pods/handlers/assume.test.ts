import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { assumeTarget } from "../../../../server/src/pods/handlers/assume.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { assumption } from "../../../../server/src/pods/rules/support/scope.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { asContainer, asSandbox } from "../rules/sample.ts";

const memory = { "io.microsoft.virtualmachine.computetopology.memory.sizeinmb": "4096" };

function onlySet(text: string) {
  const [set] = PodFile.open("sample.json", text).documents.flatMap(({ document }) => document.sets);
  assert.ok(set);
  return set;
}

const open = onlySet(JSON.stringify({ metadata: { name: "pod", uid: "1" }, annotations: memory }));

suite("what a document leaves open", () => {
  test("is taken from the target", () => {
    const set = assumeTarget(open, { ...defaultTarget, platform: "wcow", isolation: "process" });
    assert.deepEqual([set.platform.value, set.isolation.value], ["wcow", "process"]);
  });

  test("a Linux pod has a utility VM under any setting", () => {
    const set = assumeTarget(open, { ...defaultTarget, platform: "lcow", isolation: "process" });
    assert.deepEqual([set.platform.value, set.isolation.value], ["lcow", "hypervisor"]);
  });

  test("what the document states stays", () => {
    const set = onlySet(asSandbox(memory, "linux"));
    assert.equal(assumeTarget(set, defaultTarget), set);
    assert.equal(assumption(set, "platform", "isolation"), "");
  });

  test("a message says what was assumed, and from where", () => {
    assert.equal(
      assumption(open, "platform", "isolation"),
      " (assuming a Windows pod with Hyper-V isolation, from the setting confidentialPods.target.platform and the setting confidentialPods.target.isolation)",
    );
    assert.match(assumption(onlySet(asContainer(memory)), "isolation"), /^ \(assuming Hyper-V isolation, /);
  });
});
