import assert from "node:assert/strict";
import { test } from "node:test";
import type { Platform } from "../../../../../server/src/pods/manifest/annotation-set.ts";
import { keys } from "../../../../../server/src/pods/uvm/annotation-keys.ts";
import { explainOption } from "../../../../../server/src/pods/uvm/preview/explain-option.ts";
import { decidingKeys } from "../../../../../server/src/pods/uvm/preview/option-keys.ts";
import { type Named, policy, resolve } from "../sandbox.ts";
import { previewed } from "./preview.ts";

const confidential: Named = { wcowSecurityPolicy: policy };

const sources: readonly (readonly [platform: Platform, named: Named, option: string, source: string])[] = [
  ["wcow", { processorCount: "4" }, "ProcessorCount", keys.processorCount],
  ["wcow", {}, "ProcessorCount", "default"],
  [
    "wcow",
    { processorCount: "four" },
    "ProcessorCount",
    `default, since the value of ${keys.processorCount} cannot be read`,
  ],
  [
    "wcow",
    { memorySizeInMB: "3001" },
    "MemorySizeInMB",
    `${keys.memorySizeInMB}: memory is rounded up to an even number of MB`,
  ],
  ["wcow", confidential, "MemorySizeInMB", "default of a confidential pod"],
  ["wcow", confidential, "AllowOvercommit", "a confidential pod is always physically backed"],
  [
    "wcow",
    { ...confidential, allowOvercommit: "true" },
    "AllowOvercommit",
    `${keys.allowOvercommit}: a confidential pod is always physically backed`,
  ],
  ["wcow", { fullyPhysicallyBacked: "true" }, "AllowOvercommit", keys.fullyPhysicallyBacked],
  ["wcow", confidential, "GuestStateFilePath", "chosen by the isolation type"],
  ["wcow", { ...confidential, bootFilesRootPath: "C:\\b" }, "GuestStateFilePath", keys.bootFilesRootPath],
  // Read only where there is a policy.
  ["wcow", { wcowIsolationType: "SNP" }, "IsolationType", "default, since there is no policy"],
  ["wcow", {}, "SecurityPolicyEnabled", "there is no policy"],
  ["wcow", { disableUnsafeOperations: "true" }, "NoDirectMap", keys.disableUnsafeOperations],
  [
    "lcow",
    { vpmemCount: "1", fullyPhysicallyBacked: "true" },
    "VPMemDeviceCount",
    `${keys.vpmemCount}: the VM is fully physically backed`,
  ],
  ["lcow", {}, "Owner", "the shim's file name"],
];
for (const [platform, named, option, source] of sources) {
  test(`${option} of ${JSON.stringify(named)}`, () => {
    assert.equal(explainOption(option, previewed(platform, named)).text, source);
  });
}

test("every option that is named has its annotations, and no other", () => {
  const known = new Set<string>(Object.values(keys));
  for (const platform of ["wcow", "lcow"] as const) {
    const options = Object.keys(resolve(platform, {}).options);
    const decided = options.filter((option) => decidingKeys(platform, option).length > 0);
    assert.ok(decided.length > 35, `${decided.length} options`);
    for (const option of decided)
      assert.ok(
        decidingKeys(platform, option).every((key) => known.has(key)),
        option,
      );
  }
});
