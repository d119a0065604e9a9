import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { type Named, overridesOf, policy, resolve } from "./sandbox.ts";

type Expected = readonly (readonly [key: string, effective: string])[];

describe("silent replacements", () => {
  const cases: readonly [why: string, platform: Platform, named: Named, expected: Expected][] = [
    [
      "a confidential Windows pod never overcommits",
      "wcow",
      { wcowSecurityPolicy: policy, allowOvercommit: "true" },
      [[keys.allowOvercommit, "false"]],
    ],
    ["false is what it would be anyway", "wcow", { wcowSecurityPolicy: policy, allowOvercommit: "false" }, []],
    ["the default is no replacement of anything written", "wcow", { wcowSecurityPolicy: policy }, []],
    [
      "full physical backing beats overcommit and virtual PMem",
      "lcow",
      { fullyPhysicallyBacked: "1", allowOvercommit: "1", vpmemCount: "8" },
      [
        [keys.allowOvercommit, "false"],
        [keys.vpmemCount, "0"],
      ],
    ],
    [
      "the isolation type beats the lack of security hardware",
      "wcow",
      { wcowSecurityPolicy: policy, noSecurityHardware: "true", wcowIsolationType: "VBS" },
      [[keys.noSecurityHardware, "false"]],
    ],
    [
      "but not where both say the same",
      "wcow",
      { wcowSecurityPolicy: policy, noSecurityHardware: "true", wcowIsolationType: "GuestStateOnly" },
      [],
    ],
    [
      "a confidential Linux pod boots what its VMGS file holds",
      "lcow",
      { lcowSecurityPolicy: policy, kernelBootOptions: "quiet", preferredRootFsType: "initrd", vpmemCount: "4" },
      [
        [keys.vpmemCount, "0"],
        [keys.kernelBootOptions, ""],
        [keys.preferredRootFsType, "rootfs.vhd"],
      ],
    ],
    [
      "unless there is no security hardware",
      "lcow",
      {
        lcowSecurityPolicy: policy,
        noSecurityHardware: "1",
        kernelBootOptions: "quiet",
        preferredRootFsType: "initrd",
      },
      [],
    ],
    ["a root file system that is none", "lcow", { preferredRootFsType: "VHD" }, [[keys.preferredRootFsType, "initrd"]]],
    ["odd memory", "wcow", { memorySizeInMB: "1025" }, [[keys.memorySizeInMB, "1026"]]],
    ["memory that wraps around", "wcow", { memorySizeInMB: "18446744073709551615" }, [[keys.memorySizeInMB, "0"]]],
    ["more processors than the host has", "wcow", { processorCount: "9" }, [[keys.processorCount, "8"]]],
    [
      "a bad list is dropped without a log entry",
      "lcow",
      { extraVsockPorts: "1, 2" },
      [[keys.extraVsockPorts, "no list"]],
    ],
    ["bad log sources of a plain pod", "wcow", { logSources: "e" }, [[keys.logSources, "no log sources"]]],
  ];
  for (const [why, platform, named, expected] of cases) {
    test(why, () => assert.deepEqual(overridesOf(resolve(platform, named)), expected));
  }
});

describe("hv-socket services", () => {
  const service = (serviceId: string): string => `${keys.hvSocketPrefix}${serviceId}`;
  const overridden = (platform: Platform, annotations: readonly (readonly [string, string])[]) =>
    resolve(platform, {}, { annotations: new Map(annotations) }).overrides.map(({ key }) => key);
  const log = service("172DAD59-976d-45f2-8b6c-6d1b13f2ac4d");

  test("log forwarding has an entry of its own", () => {
    assert.deepEqual(overridden("wcow", [[log, "{}"]]), [log]);
    const off = [keys.logForwardingEnabled, "false"] as const;
    assert.deepEqual(overridden("wcow", [[log, "{}"], off]), []);
  });

  test("a VM that boots from a VMGS file has entries for its vsock ports", () => {
    const [gcs, extra] = [
      service("40000000-facb-11e6-bd58-64006a7986d3"),
      service("00000007-facb-11e6-bd58-64006a7986d3"),
    ];
    const entries = [gcs, extra].map((key) => [key, "{}"] as const);
    assert.deepEqual(overridden("lcow", entries), []);
    const confidential = [...entries, [keys.lcowSecurityPolicy, policy], [keys.extraVsockPorts, "7"]] as const;
    assert.deepEqual(overridden("lcow", confidential), [gcs, extra]);
  });

  test("of two keys that differ in letter case one is lost", () => {
    const [lower, upper] = ["abcdefab-cdef-abcd-efab-abcdefabcdef", "ABCDEFAB-CDEF-ABCD-EFAB-ABCDEFABCDEF"].map(
      service,
    );
    assert.ok(lower !== undefined && upper !== undefined);
    const annotations = new Map([
      [lower, "{}"],
      [upper, '{"Disabled":true}'],
    ]);
    const sandbox = resolve("wcow", {}, { annotations });
    assert.deepEqual(
      sandbox.overrides.map(({ key }) => key),
      [lower],
    );
    assert.deepEqual(
      sandbox.warnings.map(({ key, kind }) => [key, kind]),
      [[upper, "rejected"]],
    );
  });
});
