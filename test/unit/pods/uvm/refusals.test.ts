import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { policy, refusalsOf, resolve } from "./sandbox.ts";

const debugWithoutPolicy = 'create: "io.microsoft.wcow.debug" is only supported for confidential WCOW';
const deferredCommit = "verify: EnableDeferredCommit is not supported on physically backed VMs";

describe("several faults", () => {
  const everything = resolve("wcow", {
    wcowSecurityPolicy: policy,
    wcowDebugMode: "true",
    resourcePartitionId: "bad",
    memorySizeInMB: "1",
    wcowIsolationType: "bad",
    enableDeferredCommit: "true",
    wcowEnforcer: "standard",
    disableUnsafeOperations: "true",
    vsmbNoDirectMap: "True",
  });

  test("come in hcsshim's order, each as if the one before were mended", () =>
    assert.deepEqual(
      refusalsOf(everything).map((text) => text.slice(0, 60)),
      [
        'create: annotation expansion conflict: "io.microsoft.disable-',
        'create: failed to parse annotation "io.microsoft.virtualmachi',
        "create: minimum 2048MB of memory is required for confidential",
        'create: invalid WCOW isolation type "bad"',
        'create: "io.microsoft.wcow.debug_data_path" must be set to a ',
        deferredCommit.slice(0, 60),
        'start: unknown enforcer: "standard"',
      ].map((text) => text.slice(0, 60)),
    ));

  test("blame the annotation to mend first", () =>
    assert.deepEqual(
      everything.refusals.map(({ keys: blamed }) => blamed[0]),
      [
        keys.vsmbNoDirectMap,
        keys.resourcePartitionId,
        keys.memorySizeInMB,
        keys.wcowIsolationType,
        keys.wcowDebugMode,
        keys.enableDeferredCommit,
        keys.wcowEnforcer,
      ],
    ));
});

test("all expansion conflicts are one error, a line each", () => {
  const { refusals } = resolve("wcow", {
    disableUnsafeOperations: "true",
    wcowDisableGmsa: "false",
    disableWritableFileShares: "1",
    vsmbNoDirectMap: "true",
  });
  assert.equal(refusals.length, 1);
  assert.equal(refusals[0]?.message.split("\n").length, 2);
});

test("a host process conflict that comes from the expansion blames the expanded annotation", () => {
  const { refusals } = resolve("wcow", { disableUnsafeOperations: "true", hostProcessContainer: "1" });
  assert.deepEqual(refusals[0]?.keys, [keys.hostProcessContainer, keys.disableUnsafeOperations]);
});

test("what would be logged behind a refusal is kept apart", () => {
  const sandbox = resolve("wcow", { lowMmioGapInMB: "x", resourcePartitionId: "bad", noInheritHostTimezone: "y" });
  assert.deepEqual(
    [sandbox.warnings, sandbox.laterWarnings].map((lines) => lines.map(({ key }) => key)),
    [[keys.lowMmioGapInMB], [keys.noInheritHostTimezone]],
  );
});

describe("what only fails later", () => {
  const prefix = "error in preparing config doc: failed to decode base64 security policy";
  const cases: readonly [why: string, platform: "wcow" | "lcow", named: Parameters<typeof resolve>[1], text: string][] =
    [
      [
        "a policy that is not base64",
        "wcow",
        { wcowSecurityPolicy: "not base64!" },
        `${prefix}: illegal base64 data at input byte 3`,
      ],
      ["a blank policy", "wcow", { wcowSecurityPolicy: " " }, `${prefix}: illegal base64 data at input byte 0`],
      [
        "no padding",
        "lcow",
        { lcowSecurityPolicy: "cG9saWN" },
        "failed to decode base64 security policy: illegal base64 data at input byte 4",
      ],
      [
        "an open door beside a policy",
        "wcow",
        { wcowSecurityPolicy: policy, wcowEnforcer: "open_door" },
        "Invalid policy for open-door enforcer",
      ],
      ["an enforcer without a policy to enforce", "wcow", { wcowEnforcer: "standard" }, ""],
      [
        "a policy that is not base64, which without launch data only the guest decodes",
        "lcow",
        { lcowSecurityPolicy: "%", noSecurityHardware: "true" },
        "unable to decode policy from Base64 format: illegal base64 data at input byte 0",
      ],
      [
        "dm-verity without its arguments",
        "lcow",
        { dmVerityMode: "true", vpmemCount: "0", preferredRootFsType: "vhd" },
        "DmVerityCreateArgs must be set when DmVerityMode is true and not booting from a vmgs file.",
      ],
      [
        "log sources of a confidential pod",
        "wcow",
        { wcowSecurityPolicy: policy, logForwardingEnabled: "true", logSources: "e" },
        "failed to set log sources: failed to parse log sources: failed to decode and unmarshal user log sources: error decoding base64 log config: illegal base64 data at input byte 0",
      ],
      ["log sources that nobody reads", "wcow", { wcowSecurityPolicy: policy, logSources: "e" }, ""],
      ["log sources of a pod that starts without them", "wcow", { logSources: "e" }, ""],
    ];
  for (const [why, platform, named, text] of cases) {
    test(why, () => assert.deepEqual(refusalsOf(resolve(platform, named)), text === "" ? [] : [`start: ${text}`]));
  }

  test("a VMGS file without security hardware is refused before a file is looked for", () =>
    assert.deepEqual(refusalsOf(resolve("lcow", { lcowGuestStateFile: "kernel.vmgs" })), [
      "files: specifying a PreferredRootFSType is incompatible with SNP mode",
    ]));

  test("a writable EFI without a policy takes the shim down before the options are verified", () => {
    const refusals = refusalsOf(
      resolve("wcow", { wcowWritableEfi: "true", allowOvercommit: "0", enableDeferredCommit: "1" }),
    );
    assert.match(refusals[0] ?? "", /^start: panic: /);
    assert.equal(refusals[1], deferredCommit);
  });
});

test("a Linux policy makes no Windows pod confidential", () => {
  const named = { lcowSecurityPolicy: policy, wcowDebugMode: "true", wcowDebugDataPath: "C:\\dbg" };
  const sandbox = resolve("wcow", named);
  assert.equal(sandbox.confidential, false);
  assert.deepEqual(refusalsOf(sandbox), [debugWithoutPolicy]);
});

test("a process-isolated pod has no VM, but its expansion is checked", () => {
  const named = { wcowDebugMode: "true", disableUnsafeOperations: "1", wcowDisableGmsa: "true" };
  const sandbox = resolve("wcow", named, { isolation: "process" });
  assert.deepEqual(sandbox.options, {});
  assert.equal(sandbox.refusals.length, 1);
});
