import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as fc from "fast-check";
import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { optionsToJson } from "../../../../server/src/pods/uvm/options-json.ts";
import { policy, resolve } from "./sandbox.ts";

const platforms: readonly Platform[] = ["wcow", "lcow"];
const value = fc.oneof(
  fc.constantFrom("true", "1", "false", "0", "", " ", "yes", "2048", "1,2", "{}", "[]", "[{}]", "C:\\x", policy, "SNP"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const annotations = fc.dictionary(fc.constantFrom(...Object.values(keys), `${keys.hvSocketPrefix}x`), value);

describe("whatever is written", () => {
  test("a sandbox is resolved, the same each time, and prints as JSON", () => {
    const property = fc.property(fc.constantFrom(...platforms), annotations, (platform, written) => {
      const more = { annotations: new Map(Object.entries(written)) };
      const [once, again] = [resolve(platform, {}, more), resolve(platform, {}, more)];
      assert.deepEqual({ ...once }, { ...again });
      assert.doesNotThrow(() => JSON.stringify(optionsToJson(once.options)));
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test("all that is blamed, replaced or logged is written there", () => {
    const property = fc.property(fc.constantFrom(...platforms), annotations, (platform, written) => {
      const sandbox = resolve(platform, {}, { annotations: new Map(Object.entries(written)) });
      const expanded = new Set<string>([
        keys.wcowDisableGmsa,
        keys.disableWritableFileShares,
        keys.vsmbNoDirectMap,
        keys.disableHostProcessContainer,
      ]);
      const named = [...sandbox.overrides, ...sandbox.warnings, ...sandbox.laterWarnings].map(({ key }) => key);
      for (const key of named) assert.ok(key in written || expanded.has(key), key);
      for (const { keys: blamed } of sandbox.refusals) assert.ok(blamed[0] !== undefined && blamed[0] in written);
    });
    fc.assert(property, { seed: 2, numRuns: 300 });
  });
});

describe("options", () => {
  test("keep numbers beyond 2^53 exact and print them as strings", () => {
    const { options } = resolve("wcow", { lowMmioGapInMB: "9007199254740991", highMmioGapInMB: "9007199254740993" });
    assert.deepEqual([options["LowMMIOGapInMB"], options["HighMMIOGapInMB"]], [9007199254740991, 9007199254740993n]);
    assert.equal(optionsToJson(options)["HighMMIOGapInMB"], "9007199254740993");
  });

  test("stand in alphabetical order", () => {
    const names = Object.keys(resolve("lcow", {}).options);
    assert.deepEqual(names, names.toSorted());
  });

  test("have the boot files of a confidential Windows pod beside them", () => {
    const named = { wcowSecurityPolicy: policy, bootFilesRootPath: "..\\boot" } as const;
    assert.deepEqual(resolve("wcow", named).bootFiles, { efi: "..\\boot\\boot.vhd", bootCim: "..\\boot\\rootfs.vhd" });
    assert.equal(resolve("wcow", { bootFilesRootPath: "C:\\boot" }).bootFiles, undefined);
  });

  test("start with one processor where the host has one", () => {
    const target = { ...defaultTarget, hostProcessors: 1 };
    assert.equal(resolve("wcow", {}, { target }).options["ProcessorCount"], 1);
  });
});
