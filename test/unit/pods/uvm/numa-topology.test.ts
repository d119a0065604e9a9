import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { type Named, overridesOf, refusalsOf, resolve } from "./sandbox.ts";

const machine = { allowOvercommit: "false", processorCount: "4", memorySizeInMB: "4096" };
const explicit = (nodes: string, processors: string, memory: string): Named => ({
  ...machine,
  numaMappedPhysicalNodes: nodes,
  numaCountOfProcessors: processors,
  numaCountOfMemoryBlocks: memory,
});
const repeat = (text: string, count: number) => Array.from({ length: count }, () => text).join(",");

describe("virtual NUMA", () => {
  const sums = "failed to validate vNUMA settings: vNUMA total";
  const cases: readonly [why: string, named: Named, message: string | undefined][] = [
    ["two equal nodes", explicit("0,1", "2,2", "2048,2048"), undefined],
    ["wildcards only", explicit("255,255", "2,2", "2048,2048"), undefined],
    [
      "implicit settings",
      { ...machine, numaMaximumProcessorsPerNode: "2", numaMaximumMemorySizePerNode: "2048" },
      undefined,
    ],
    [
      "implicit settings without a size",
      { ...machine, numaMaximumProcessorsPerNode: "2" },
      "max size per node must be set when max processors per numa node is set",
    ],
    [
      "overcommitted memory",
      { ...explicit("0,1", "2,2", "2048,2048"), allowOvercommit: "true" },
      "vNUMA supports only Physical memory backing type",
    ],
    [
      "lists of different length",
      explicit("0,1", "4", "2048,2048"),
      "mismatch in number of physical numa nodes and the corresponding processor and memory blocks count",
    ],
    [
      "a physical node out of range",
      explicit("0,64", "2,2", "2048,2048"),
      "vNUMA physical node number 64 exceeds maximum allowed value 64",
    ],
    // The second number is the node at which the mix is noticed, wildcard or not.
    [
      "a mix of wildcards and nodes",
      explicit("0,255", "2,2", "2048,2048"),
      "vNUMA has a mix of wildcard (255) and non-wildcard (255) physical node numbers",
    ],
    ["a node without memory", explicit("0,1", "2,2", "4096,0"), "vNUMA nodes with no memory are not allowed"],
    ["memory without processors", explicit("0,1", "0,0", "2048,2048"), "partial resource allocation is not allowed"],
    [
      "too many nodes",
      explicit(repeat("0", 66), repeat("1", 66), repeat("1", 66)),
      "vNUMA virtual node number 65 exceeds maximum allowed value 64",
    ],
    [
      "a wrong sum of processors",
      explicit("0,1", "2,1", "2048,2048"),
      `${sums} processor count 3 does not match UVM processor count 4`,
    ],
    [
      "a wrong sum of memory",
      explicit("0,1", "2,2", "2048,2046"),
      `${sums} memory 4094 does not match UVM memory 4096`,
    ],
    ["a sum of the clamped count", { ...explicit("0,1", "4,4", "2048,2048"), processorCount: "64" }, undefined],
    ["a sum of the rounded size", { ...explicit("0,1", "2,2", "2048,2048"), memorySizeInMB: "4095" }, undefined],
  ];
  for (const [why, named, message] of cases) {
    test(why, () => {
      const onLinux = message === undefined ? [] : [`start: ${message}`];
      const onWindows = message === undefined ? [] : [`start: error in preparing config doc: ${message}`];
      assert.deepEqual(refusalsOf(resolve("lcow", named)), onLinux);
      assert.deepEqual(refusalsOf(resolve("wcow", named)), onWindows);
    });
  }

  test("needs a host that knows it", () => {
    const target = { ...defaultTarget, windowsBuild: 25398 };
    const refusals = refusalsOf(resolve("lcow", explicit("0,1", "2,2", "2048,2048"), { target }));
    assert.deepEqual(refusals, ["start: vNUMA topology is not supported on 25398 version of Windows"]);
  });

  test("a count that an unknown host may clamp is not judged", () => {
    const named = { ...explicit("0,1", "4,4", "2048,2048"), processorCount: "64" };
    assert.deepEqual(refusalsOf(resolve("lcow", named, { target: defaultTarget })), []);
  });

  test("incomplete settings are ignored", () => {
    const named = { numaCountOfMemoryBlocks: "512", numaPreferredPhysicalNodes: "0" };
    assert.deepEqual(overridesOf(resolve("wcow", named)), [
      [keys.numaPreferredPhysicalNodes, "no vNUMA"],
      [keys.numaCountOfMemoryBlocks, "no vNUMA"],
    ]);
  });

  test("a VM that boots from a VMGS file has none", () => {
    const named = { ...explicit("0,1", "9,9", "1,1"), lcowSecurityPolicy: "cG9saWN5" };
    assert.deepEqual(refusalsOf(resolve("lcow", named)), []);
  });
});
