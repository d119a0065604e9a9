import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allFacts } from "../../../../../server/src/pods/annotations/registry.ts";
import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import { standInFolders } from "../../../../../server/src/pods/uvm/plan/conditions.ts";
import { type GoValue, writeGoJson } from "../../../../../server/src/pods/uvm/plan/go-json.ts";
import { planSandbox } from "../../../../../server/src/pods/uvm/plan/plan-sandbox.ts";
import { resolveSandbox } from "../../../../../server/src/pods/uvm/resolve.ts";
import { type Named, policy, resolve } from "../sandbox.ts";
import { planPod } from "./plan-pod.ts";

const conditions = { target: defaultTarget, ...standInFolders };

test("a process-isolated pod has no VM to plan", () => {
  const plan = planSandbox(resolve("wcow", {}, { isolation: "process" }), conditions);
  assert.equal(plan.error, "the pod is process-isolated: it has no utility VM");
  assert.deepEqual([plan.document, plan.gcs, plan.grants, plan.checks], [null, null, [], []]);
});

const confidential: Named = { wcowSecurityPolicy: policy };
const nothing = (): undefined => undefined;

const faults: readonly (readonly [why: string, named: Named, more: Parameters<typeof planPod>[2], error: string])[] = [
  ["hcsshim reads before it copies", { ...confidential, memorySizeInMB: "1" }, { kindOf: nothing }, "minimum 2048MB"],
  [
    "it copies before it verifies",
    { ...confidential, enableDeferredCommit: "true" },
    { kindOf: nothing },
    "failed to make a copy of VMGS",
  ],
  [
    "it verifies before it makes the document",
    { ...confidential, enableDeferredCommit: "true", cpuGroupId: "g" },
    { target: { ...defaultTarget, windowsBuild: 17763 } },
    "UVM options incorrect: EnableDeferredCommit",
  ],
  [
    "layers come before files",
    confidential,
    { layers: "wcifs", kindOf: nothing },
    "security policy (confidential mode) only works",
  ],
  [
    "a plain pod cannot start from block CIMs",
    {},
    { layers: "block-cim" },
    "hyperv isolation is not supported with block CIM",
  ],
  [
    "a dump directory can be a file",
    { ...confidential, dumpDirectoryPath: "C:\\file" },
    { kindOf: (path) => (path.includes("\\snap\\") && !path.endsWith("x") ? undefined : "file") },
    "error in preparing config doc: dump directory path C:\\file isn't a directory",
  ],
];
for (const [why, named, more, error] of faults) {
  test(`the fault that hcsshim comes upon first: ${why}`, () => {
    assert.equal(planPod("wcow", named, more).error?.startsWith(error), true);
  });
}

test("missing files are passed over where the host is another one", () => {
  assert.equal(planPod("wcow", confidential, { kindOf: nothing, isAssumed: () => true }).error, null);
});

test("a plain VM has a scratch of its own beside the container's", () => {
  const scratchOf = (scratchVhd: string): string | undefined => planPod("wcow", {}, { scratchVhd }).copies[0]?.to;
  assert.equal(scratchOf("D:\\snap\\7\\sandbox.vhdx"), "D:\\snap\\7\\vm\\sandbox.vhdx");
  assert.equal(scratchOf("D:\\snap\\7\\vm\\own.vhdx"), "D:\\snap\\7\\vm\\own.vhdx");
});

/** Members that Go would have left out. */
function emptyMembers(value: GoValue): readonly GoValue[] {
  if (typeof value !== "object" || value === null) return [];
  const isEmpty = (each: GoValue): boolean => [0, 0n, "", null].some((empty) => empty === each);
  return Object.values(value).flatMap((each) => (isEmpty(each) ? [each] : emptyMembers(each)));
}

test("whatever is annotated: a document or an error, nothing that Go leaves out, and valid JSON", () => {
  const values = ["", "true", "false", "-1", "0", "1", "4096", "0,1", "2,2", "C:\\x", "[]", "{}", "\u2028<&>", policy];
  const annotations = fc.dictionary(
    fc.constantFrom(...allFacts.map(({ key }) => key)),
    fc.oneof(fc.constantFrom(...values), fc.string()),
  );
  fc.assert(
    fc.property(fc.constantFrom("wcow", "lcow"), annotations, fc.boolean(), (platform, written, isConfidential) => {
      const map = new Map(Object.entries(written));
      if (isConfidential) map.set(`io.microsoft.virtualmachine.${platform}.securitypolicy`, policy);
      const input = { platform, isolation: "hypervisor", annotations: map, target: defaultTarget } as const;
      const { document, error } = planSandbox(resolveSandbox(input), conditions);
      assert.equal(document === null, error !== null);
      if (document === null) return;
      assert.deepEqual(emptyMembers(document), []);
      JSON.parse(writeGoJson(document));
    }),
    { seed: 1, numRuns: 300 },
  );
});
