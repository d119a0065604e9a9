import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { assumeTarget } from "../../../../server/src/pods/handlers/assume.ts";
import { handlerOf, whyHandler } from "../../../../server/src/pods/handlers/handler.ts";
import { runtimeOptionsOf } from "../../../../server/src/pods/handlers/options-of.ts";
import { passingList } from "../../../../server/src/pods/handlers/passing.ts";
import { defaultTarget, type Target } from "../../../../server/src/pods/target.ts";
import { asContainer, asOci, asPod, asSandbox } from "../rules/sample.ts";
import { setOf, targetWith } from "./samples.ts";

const count = { "io.microsoft.virtualmachine.computetopology.processor.count": "2" };
const crictl = asSandbox(count);
const linux = asSandbox(count, "linux");
const isolated = "SandboxIsolation = 1";
const lcow = `${isolated}\nSandboxPlatform = 'linux/amd64'`;

function handler(text: string, target: Target): string | undefined {
  const found = handlerOf(assumeTarget(setOf(text), target), target);
  return found && found.name + whyHandler(found);
}

suite("the runtime handler of a pod", () => {
  const assumed = " (assumed: the document names none)";
  const cases: readonly (readonly [why: string, text: string, target: Target, expected: string | undefined])[] = [
    ["is its runtimeClassName", asPod("a: b", "mine"), targetWith({ other: isolated }), "mine"],
    ["is the target's, where the document names none", crictl, { ...defaultTarget, runtimeHandler: "mine" }, "mine"],
    [
      "is the target's, where a runtime class has no handler's name",
      asPod("a: b", "class"),
      { ...targetWith({ mine: isolated }), runtimeHandler: "mine" },
      "mine",
    ],
    [
      "is the runtime class's, whatever the target names",
      asPod("a: b", "mine"),
      { ...targetWith({ mine: isolated }), runtimeHandler: "other" },
      "mine",
    ],
    ["is the built-in one without a configuration", crictl, defaultTarget, `runhcs-wcow-hypervisor${assumed}`],
    ["is none for Linux, where nothing is built in", linux, defaultTarget, undefined],
    [
      "is the only one that fits",
      crictl,
      targetWith({ mine: isolated, linux: lcow, shared: "Debug = true" }),
      `mine${assumed}`,
    ],
    [
      "fits by its platform",
      linux,
      targetWith({ windows: `${isolated}\nSandboxPlatform = 'windows'`, linux: lcow }),
      `linux${assumed}`,
    ],
    [
      "is the built-in one of several, which are named",
      crictl,
      targetWith({ mine: isolated, "runhcs-wcow-hypervisor": "" }),
      "runhcs-wcow-hypervisor (assumed: the document names none; mine would fit too)",
    ],
    [
      "is containerd's default of several",
      crictl,
      targetWith({ first: isolated, second: isolated }, "default_runtime_name = 'second'"),
      "second (assumed: the document names none; first would fit too)",
    ],
    [
      "is containerd's default only where that fits",
      crictl,
      targetWith({ first: isolated, second: "Debug = true" }, "default_runtime_name = 'second'"),
      `first${assumed}`,
    ],
  ];
  for (const [why, text, target, expected] of cases) test(why, () => assert.equal(handler(text, target), expected));
});

suite("what a handler's options state", () => {
  const kind = (text: string, target: Target): readonly string[] => {
    const { platform, isolation } = assumeTarget(setOf(text), target);
    return [platform.value, isolation.value];
  };
  const named = asPod("a: b", "mine").replace("  nodeSelector: { kubernetes.io/os: windows }\n", "");

  test("counts more than a name, and says where it comes from", () => {
    const target = targetWith({ "runhcs-wcow-hypervisor-1": "Debug = true" });
    const set = assumeTarget(setOf(asPod("a: b", "runhcs-wcow-hypervisor-1")), target);
    assert.deepEqual(
      [set.isolation.value, set.isolation.reason],
      ["process", "SandboxIsolation of runtime handler runhcs-wcow-hypervisor-1 in config.toml"],
    );
  });

  test("is the pod's platform where the document does not tell", () => {
    assert.deepEqual(kind(named, targetWith({ mine: lcow })), ["lcow", "hypervisor"]);
    assert.deepEqual(kind(named, targetWith({ mine: "SandboxPlatform = 'windows/amd64'" })), ["wcow", "process"]);
    assert.deepEqual(kind(asPod("a: b", "mine"), targetWith({ mine: lcow })), ["wcow", "hypervisor"]);
  });

  test("is merged into what containerd has built in", () => {
    const target = targetWith({ "runhcs-wcow-hypervisor": "VmProcessorCount = 2" });
    assert.deepEqual(kind(asPod("a: b"), target), ["wcow", "hypervisor"]);
    assert.equal(runtimeOptionsOf(setOf(asPod("a: b")), target)?.sandboxIsolation, "HYPERVISOR");
  });

  test("is compared with an OCI spec, which tells itself", () => {
    const target = { ...targetWith({ mine: "Debug = true" }), runtimeHandler: "mine" };
    assert.deepEqual(kind(asOci(count, { hyperv: {} }), target), ["wcow", "hypervisor"]);
  });

  test("is nobody's where no configuration is known", () => {
    assert.equal(runtimeOptionsOf(setOf(asPod("a: b")), defaultTarget), undefined);
  });
});

suite("the list that lets annotations pass", () => {
  const list = (text: string, target: Target) => {
    const set = assumeTarget(setOf(text), target);
    const found = passingList(set, target);
    return found && [found.name, ...found.patterns, found.fileName];
  };

  test("is that of pods or that of containers, as the configuration has it", () => {
    const target = targetWith({ mine: isolated }).containerd;
    const configured: Target = {
      ...defaultTarget,
      containerd: target,
      podAnnotations: new Map([["mine", ["a.*"]]]),
      containerAnnotations: new Map([["mine", ["b.*"]]]),
    };
    assert.deepEqual(list(crictl, configured), ["pod_annotations", "a.*", "config.toml"]);
    assert.deepEqual(list(asContainer(count), configured), ["container_annotations", "b.*", "config.toml"]);
  });

  test("is built in where there is no configuration, and unknown for Linux", () => {
    assert.deepEqual(list(asContainer(count), defaultTarget), [
      "container_annotations",
      "io.microsoft.container.*",
      undefined,
    ]);
    assert.equal(list(linux, defaultTarget), undefined);
  });
});
