import assert from "node:assert/strict";
import { test } from "node:test";
import { PodFile } from "../../../../../server/src/pods/pod-file.ts";
import { defaultTarget } from "../../../../../server/src/pods/target.ts";
import { type GivenConditions, planSet } from "../../../../../server/src/pods/uvm/plan/plan-set.ts";

/** Plans the one sandbox of a CRI sandbox configuration for a Linux pod. */
function planJson(text: string, given: Partial<GivenConditions> = {}, name = "sandbox.json") {
  const target = { ...defaultTarget, platform: "lcow", ...given.target } as const;
  const sets = PodFile.open(name, text).documents.flatMap(({ document }) => document.sets);
  const set = sets.find(({ level }) => level === "sandbox");
  assert.ok(set);
  return planSet({ ...set, platform: { ...set.platform, value: "lcow" } }, { ...given, target });
}

const sandbox = (value: string): string =>
  `{"metadata":{"name":"p","namespace":"d","uid":"u"},"linux":{},
    "annotations":{"io.microsoft.virtualmachine.bootfilesrootpath":${value}}}`;

test("containerd starts the shim in the bundle: a relative path starts there", () => {
  const rootOf = (given: Partial<GivenConditions>) => planJson(sandbox('"boot"'), given).plan.checks[0]?.path;
  assert.equal(rootOf({ bundleDirectory: "D:\\bundle" }), "D:\\bundle\\boot\\kernel");
  // As long as nobody names the bundle it is where options are resolved, too.
  assert.equal(rootOf({}), "C:\\shim\\boot\\kernel");
});

test("a value that a template fills in is warned of", () => {
  const { plan } = planJson(sandbox('"{{ .root }}"'), {}, "sandbox.json.template");
  assert.deepEqual(plan.warnings, [
    "the value of io.microsoft.virtualmachine.bootfilesrootpath is filled in later; the plan takes it as it is written",
    "annotations may be added later; the plan does without them",
  ]);
});

test("the host decides what a Linux VM starts from, and what it lacks stops no plan", () => {
  const { plan } = planJson(sandbox('"C:\\\\boot"'), {
    kindOf: (path) => (path.endsWith(".vhd") ? "file" : undefined),
  });
  assert.equal(plan.error, null);
  assert.equal(plan.checks[1]?.path, "C:\\boot\\rootfs.vhd");
});

test("a folder passes for a kernel, which hcsshim does not open", () => {
  const folders = { mustHaveFiles: true, kindOf: () => "folder" as const };
  assert.equal(planJson(sandbox('"C:\\\\boot"'), folders).plan.error, null);
  // What it copies must be a file.
  const policy = sandbox('"C:\\\\boot","io.microsoft.virtualmachine.lcow.securitypolicy":"cG9saWN5"');
  assert.equal(
    planJson(policy, { ...folders, bundleDirectory: "D:\\bundle" }).plan.error,
    "failed to copy VMGS template file: failed CopyFileW Win32 call from 'C:\\boot\\kernel.vmgs' to 'D:\\bundle\\kernel.vmgs'",
  );
});
