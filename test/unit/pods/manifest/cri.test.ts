import assert from "node:assert/strict";
import { test } from "node:test";
import { setsOf, summary } from "./sets.ts";

const annotations = '"annotations": {"a": "b"}';

const kinds: readonly (readonly [string, string])[] = [
  [`{"metadata": {"name": "p", "namespace": "default"}, ${annotations}}`, "PodSandboxConfig sandbox"],
  [`{"metadata": {"name": "p", "uid": "1"}, "image": {}, ${annotations}}`, "PodSandboxConfig sandbox"],
  [`{"metadata": {"name": "p"}, "logDirectory": "x", ${annotations}}`, "PodSandboxConfig sandbox"],
  [`{"metadata": {"name": "c"}, "image": {"image": "i"}, ${annotations}}`, "ContainerConfig container"],
  [`{"metadata": {"name": "c"}, "log_path": "x", ${annotations}}`, "ContainerConfig container"],
  [`{"metadata": {"name": "p"}, ${annotations}}`, "PodSandboxConfig sandbox"],
];
for (const [text, kind] of kinds) {
  test(`${text} is a ${kind}`, () => {
    for (const syntax of ["json", "yaml"] as const) {
      assert.deepEqual(setsOf(text, syntax).map(summary), [`${kind} annotations {a=b}`]);
    }
  });
}

test("block YAML in snake case is read as well", () => {
  const text = "metadata:\n  name: p\n  uid: '1'\nlog_directory: x\nannotations:\n  a: b\n";
  assert.deepEqual(setsOf(text).map(summary), ["PodSandboxConfig sandbox annotations {a=b}"]);
});

test("documents of others have no sets", () => {
  for (const text of [
    '{"name": "package", "annotations": {"a": "b"}}',
    '{"metadata": {"generator": "x"}, "annotations": {"a": "b"}}',
    '{"apiVersion": "v1", "metadata": {"name": "p", "uid": "1"}, "annotations": {"a": "b"}}',
    '{"annotations": {"a": "b"}, "devices": []}',
    "[1, 2]",
    '"text"',
  ]) {
    assert.deepEqual(setsOf(text, "json"), [], text);
  }
});

const platforms: readonly (readonly [string, string, string])[] = [
  ['"labels": {"sandbox-platform": "windows/amd64"}, "linux": {}', "io.microsoft.lcow.x", "wcow stated"],
  ['"labels": {"sandbox-platform": "linux/amd64"}, "windows": {}', "x", "lcow stated"],
  // crictl's sample sandbox has an empty linux object, whatever it is used for.
  ['"linux": {}', "io.microsoft.virtualmachine.wcow.isolation_type", "wcow inferred"],
  ['"linux": {}', "x", "lcow inferred"],
  ['"windows": {}', "x", "wcow inferred"],
  // Nobody writes it for a Linux pod, so it says more than a key; crictl's own samples have linux for both.
  ['"windows": {}', "io.microsoft.lcow.x", "wcow inferred"],
  ['"linux": {}', "io.microsoft.wcow.x", "wcow inferred"],
  ['"windows": {}, "linux": {}', "x", "wcow assumed"],
  ['"linux": null', "x", "wcow assumed"],
];
for (const [properties, key, platform] of platforms) {
  test(`${properties} with the key ${key} is ${platform}`, () => {
    const text = `{"metadata": {"name": "p", "uid": "1"}, ${properties}, "annotations": {"${key}": "1"}}`;
    const [set] = setsOf(text, "json");
    assert.equal(`${set?.platform.value} ${set?.platform.from}`, platform);
    assert.equal(set?.isolation.value, "hypervisor");
  });
}

test("placeholders of a template file are unknown values, in an ordinary file they are text", () => {
  const text = `{"metadata": {"name": "<N>", "uid": 1}, "n": <N>, "annotations": {"a": "<CPU>", "b": "1", "c": "\${X}"}}`;
  assert.deepEqual(setsOf(text, "template").map(summary), ["PodSandboxConfig sandbox annotations {a=?, b=1, c=?}"]);
  assert.deepEqual(setsOf(text, "json").map(summary), ["PodSandboxConfig sandbox annotations {a=<CPU>, b=1, c=?}"]);
});
