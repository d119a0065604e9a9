import assert from "node:assert/strict";
import { test } from "node:test";
import { setsOf, summary } from "./sets.ts";

const controllers = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job"];
for (const kind of controllers) {
  test(`${kind}: its pods get the template's annotations, not its own`, () => {
    const sets = setsOf(
      `kind: ${kind}\nmetadata:\n  annotations: {own: "1"}\nspec:\n  template:\n    metadata:\n      annotations: {pod: "2"}\n`,
    );
    assert.deepEqual(sets.map(summary), [
      `${kind} misplaced metadata.annotations {own=1}`,
      `${kind} sandbox spec.template.metadata.annotations {pod=2}`,
    ]);
    assert.deepEqual(sets[0]?.belongsAt, ["spec", "template", "metadata", "annotations"]);
  });
}

test("CronJob: neither its own nor its job's annotations reach the pod", () => {
  const text = `kind: CronJob
metadata:
  annotations: {a: "1"}
spec:
  jobTemplate:
    metadata:
      annotations: {b: "2"}
    spec:
      template:
        metadata:
          annotations: {c: "3"}
`;
  const sets = setsOf(text);
  assert.deepEqual(sets.map(summary), [
    "CronJob misplaced metadata.annotations {a=1}",
    "CronJob misplaced spec.jobTemplate.metadata.annotations {b=2}",
    "CronJob sandbox spec.jobTemplate.spec.template.metadata.annotations {c=3}",
  ]);
  assert.deepEqual(sets[1]?.belongsAt, ["spec", "jobTemplate", "spec", "template", "metadata", "annotations"]);
});

test("Pod, PodTemplate, List and PodList", () => {
  assert.deepEqual(setsOf("kind: Pod\nmetadata: {annotations: {a: b}}").map(summary), [
    "Pod sandbox metadata.annotations {a=b}",
  ]);
  assert.deepEqual(setsOf("kind: PodTemplate\ntemplate: {metadata: {annotations: {a: b}}}").map(summary), [
    "PodTemplate sandbox template.metadata.annotations {a=b}",
  ]);
  const list = "kind: List\nitems:\n- kind: Service\n- kind: Pod\n  metadata:\n    annotations:\n      a: b\n";
  assert.deepEqual(setsOf(list).map(summary), ["Pod sandbox items.1.metadata.annotations {a=b}"]);
  // The items of a typed list need not repeat their kind.
  const pods = '{"kind": "PodList", "items": [{"metadata": {"annotations": {"a": "b"}}}]}';
  assert.deepEqual(setsOf(pods, "json").map(summary), ["Pod sandbox items.0.metadata.annotations {a=b}"]);
});

test("a pod whose kind is not typed yet is known by its containers", () => {
  const sets = setsOf("metadata:\n  annotations:\n    a: b\nspec:\n  containers: []\n");
  assert.deepEqual(sets.map(summary), ["Pod sandbox metadata.annotations {a=b}"]);
});

test("a kind that is half typed is the one that begins so and has its containers there", () => {
  const pod = "metadata:\n  annotations: {a: b}\nspec:\n  containers: []\n";
  const template = `spec:\n  template:\n${pod.replace(/^/gm, "    ")}`;
  const kindsOf = (text: string): readonly string[] => setsOf(text).map(({ kind }) => kind);
  assert.deepEqual(kindsOf(`kind: Po\n${pod}`), ["Pod"]);
  assert.deepEqual(kindsOf(`kind: Deploy\n${template}`), ["Deployment"]);
  assert.deepEqual(kindsOf(`kind: Deploy\n${pod}`), []);
  assert.deepEqual(kindsOf(`kind: Other\n${pod}`), []);
});

const notOurs = ["Service", "Namespace", "RuntimeClass", "ConfigMap", "Rollout", "Kustomization"];
test(`kinds whose annotations never reach a shim have no sets: ${notOurs.join(", ")}`, () => {
  for (const kind of notOurs) {
    const text = `kind: ${kind}\nmetadata:\n  name: x\n  namespace: y\n  annotations:\n    io.microsoft.wcow.debug: "true"\n`;
    assert.deepEqual(setsOf(text), [], kind);
  }
});

/** A pod's spec with the key that suggests a platform. */
function pod(spec: string, key = "other"): ReturnType<typeof setsOf>[number] | undefined {
  return setsOf(`kind: Pod\nmetadata:\n  annotations:\n    ${key}: "x"\nspec: ${spec}\n`)[0];
}

const lcowKey = "io.microsoft.virtualmachine.lcow.hcl-enabled";
const wcowKey = "io.microsoft.wcow.debug";
const platforms: readonly (readonly [string, string, string, string])[] = [
  ["{os: {name: windows}}", lcowKey, "wcow stated", "hypervisor assumed"],
  ["{os: {name: linux}}", wcowKey, "lcow stated", "hypervisor stated"],
  ["{nodeSelector: {kubernetes.io/os: windows}}", lcowKey, "wcow stated", "hypervisor assumed"],
  ["{nodeSelector: {beta.kubernetes.io/os: linux}}", wcowKey, "lcow stated", "hypervisor stated"],
  // Linux pods run on Windows nodes as well.
  [
    "{nodeSelector: {kubernetes.io/os: windows}, runtimeClassName: runhcs-lcow}",
    wcowKey,
    "lcow stated",
    "hypervisor stated",
  ],
  ["{runtimeClassName: runhcs-wcow-hypervisor}", lcowKey, "wcow stated", "hypervisor stated"],
  ["{runtimeClassName: runhcs-wcow-hypervisor-17763}", "x", "wcow stated", "hypervisor stated"],
  ["{runtimeClassName: runhcs-wcow-hyperv}", "x", "wcow stated", "hypervisor stated"],
  ["{runtimeClassName: runhcs-wcow-process}", "x", "wcow stated", "process stated"],
  ["{runtimeClassName: mine}", wcowKey, "wcow inferred", "hypervisor assumed"],
  ["{}", lcowKey, "lcow inferred", "hypervisor inferred"],
  ["{}", `${lcowKey}: x\n    ${wcowKey}`, "wcow assumed", "hypervisor assumed"],
  ["{}", "x", "wcow assumed", "hypervisor assumed"],
];
for (const [spec, key, platform, isolation] of platforms) {
  test(`${spec} with ${key.replace(/\n */, ", ")} is ${platform}, ${isolation}`, () => {
    const set = pod(spec, key);
    assert.equal(`${set?.platform.value} ${set?.platform.from}`, platform);
    assert.equal(`${set?.isolation.value} ${set?.isolation.from}`, isolation);
  });
}

test("a host process container is found on the pod and on its containers", () => {
  const options = "securityContext: {windowsOptions: {hostProcess: true}}";
  assert.equal(pod(`{${options}}`)?.facts.hostProcess, true);
  assert.equal(pod(`{containers: [{name: a}, {${options}}]}`)?.facts.hostProcess, true);
  assert.equal(pod(`{initContainers: [{${options}}]}`)?.facts.hostProcess, true);
  assert.equal(pod("{securityContext: {windowsOptions: {hostProcess: false}}}")?.facts.hostProcess, undefined);
});
