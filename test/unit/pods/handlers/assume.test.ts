import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { assumeTarget } from "../../../../server/src/pods/handlers/assume.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { assumption } from "../../../../server/src/pods/rules/support/scope.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { asContainer, asOci, asSandbox } from "../rules/sample.ts";
import { targetWith } from "./samples.ts";

const memory = { "io.microsoft.virtualmachine.computetopology.memory.sizeinmb": "4096" };
const sandbox = { "io.kubernetes.cri.container-type": "sandbox", "io.kubernetes.cri.sandbox-id": "pod" };

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

  test("is, for an OCI spec, what the handler's options add: Hyper-V isolation and nothing else", () => {
    const plain = onlySet(asOci({ ...memory, ...sandbox }, {}));
    const isolated = onlySet(asOci({ ...memory, ...sandbox }, { hyperv: {} }));
    const isolationWith = (set: typeof plain, options: string): string => {
      const target = { ...targetWith({ mine: options }), runtimeHandler: "mine" };
      return assumeTarget(set, target).isolation.value;
    };
    assert.equal(assumeTarget(plain, defaultTarget).isolation.value, "hypervisor");
    assert.equal(isolationWith(plain, "SandboxIsolation = 1"), "hypervisor");
    assert.equal(isolationWith(plain, "Debug = true"), "process");
    // No options: the spec alone counts.
    assert.equal(isolationWith(plain, ""), "process");
    // The shim compares, and refuses.
    assert.equal(isolationWith(isolated, "Debug = true"), "hypervisor");
  });

  test("a message says what was assumed, and from where", () => {
    assert.equal(
      assumption(open, "platform", "isolation"),
      " (assuming a Windows pod with Hyper-V isolation, from the setting confidentialPods.target.platform and the setting confidentialPods.target.isolation)",
    );
    assert.match(assumption(onlySet(asContainer(memory)), "isolation"), /^ \(assuming Hyper-V isolation, /);
  });
});
