import assert from "node:assert/strict";
import { test } from "node:test";
import { setsOf, summary } from "./sets.ts";

function spec(properties: string, annotations = '"a": "b"'): ReturnType<typeof setsOf>[number] | undefined {
  return setsOf(`{"ociVersion": "1.1.0", "annotations": {${annotations}}${properties}}`, "json")[0];
}

test("the container type tells the level; a standalone task is its own sandbox", () => {
  const type = (value: string) => spec("", `"io.kubernetes.cri.container-type": "${value}"`);
  assert.equal(type("sandbox")?.level, "sandbox");
  assert.equal(type("sandbox")?.facts.ociType, "sandbox");
  assert.equal(type("container")?.level, "container");
  assert.equal(type("container")?.facts.ociType, "container");
  assert.equal(spec("")?.level, "sandbox");
  assert.equal(spec("")?.facts.ociType, undefined);
});

const shapes: readonly (readonly [string, string, string])[] = [
  [', "linux": {}', "lcow stated", "hypervisor stated"],
  // hcsshim asks for linux first.
  [', "linux": {}, "windows": {}', "lcow stated", "hypervisor stated"],
  [', "windows": {"hyperv": {}}', "wcow stated", "hypervisor stated"],
  [', "windows": {"hyperv": null}', "wcow stated", "process inferred"],
  [', "windows": {}, "linux": null', "wcow stated", "process inferred"],
  ["", "wcow assumed", "hypervisor assumed"],
];
for (const [properties, platform, isolation] of shapes) {
  test(`a standalone spec${properties} is ${platform}, ${isolation}`, () => {
    const set = spec(properties);
    assert.equal(`${set?.platform.value} ${set?.platform.from}`, platform);
    assert.equal(`${set?.isolation.value} ${set?.isolation.from}`, isolation);
  });
}

test("a spec made by CRI says nothing by lacking hyperv: the shim's options add it", () => {
  const set = spec(', "windows": {}', '"io.kubernetes.cri.container-type": "sandbox"');
  assert.equal(`${set?.isolation.value} ${set?.isolation.from}`, "hypervisor assumed");
});

test("the facts that hcsshim falls back to", () => {
  const windows = `{"credentialSpec": "{}", "devices": [{"id": "x"}],
    "resources": {"memory": {"limit": 18446744073709551615}, "cpu": {"count": 2, "maximum": 50, "shares": 7},
    "storage": {"iops": 8, "bps": 9}}}`;
  assert.deepEqual(spec(`, "windows": ${windows}`)?.facts, {
    memoryLimitInBytes: 18_446_744_073_709_551_615n,
    processorCount: 2n,
    processorMaximum: 50n,
    processorWeight: 7n,
    storageIops: 8n,
    storageBps: 9n,
    credentialSpec: true,
    assignedDevices: true,
  });
  assert.deepEqual(spec(', "windows": {"devices": [], "credentialSpec": null}')?.facts, {});
  // hcsshim takes a text only.
  assert.deepEqual(spec(', "windows": {"credentialSpec": {}}')?.facts, {});
});

test("a spec without a windows object may be any runtime's", () => {
  assert.equal(spec(', "linux": {}')?.facts.otherRuntime, true);
  assert.equal(spec(', "linux": {}, "windows": {}')?.facts.otherRuntime, undefined);
});

test("the sandbox spec of the second LCOW shim is known by its devices and keys", () => {
  const text = '{"annotations": {"io.microsoft.virtualmachine.lcow.hcl-enabled": "true"}, "devices": []}';
  const [set] = setsOf(text, "json");
  assert.ok(set !== undefined);
  assert.equal(summary(set), "LcowSandboxSpec sandbox annotations {io.microsoft.virtualmachine.lcow.hcl-enabled=true}");
  assert.equal(set.platform.value, "lcow");
});
