import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RuntimeOptions } from "../../../../server/src/pods/handlers/runtime-options.ts";
import type { Platform } from "../../../../server/src/pods/manifest/annotation-set.ts";
import { keys } from "../../../../server/src/pods/uvm/annotation-keys.ts";
import { policy, refusalsOf, resolve } from "./sandbox.ts";

test("runtime options count where the annotation is absent, 0 and empty texts not at all", () => {
  const runtimeOptions: RuntimeOptions = {
    vmProcessorCount: 3,
    vmMemorySizeInMb: 3072,
    ncProxyAddr: "",
    bootFilesRootPath: "C:\\root",
    defaultContainerAnnotations: new Map([[keys.consolePipe, "\\\\.\\pipe\\x"]]),
  };
  const { options } = resolve("wcow", { processorCount: "4" }, { runtimeOptions });
  const { ProcessorCount, MemorySizeInMB, NetworkConfigProxy, BootFilesRootPath, ConsolePipe } = { ...options };
  assert.deepEqual(
    [ProcessorCount, MemorySizeInMB, NetworkConfigProxy, BootFilesRootPath, ConsolePipe],
    [4, 3072, "", "C:\\root", "\\\\.\\pipe\\x"],
  );
});

test("a handler's memory size makes every confidential pod fail that sets none", () => {
  const sandbox = resolve("wcow", { wcowSecurityPolicy: policy }, { runtimeOptions: { vmMemorySizeInMb: 1536 } });
  assert.deepEqual(refusalsOf(sandbox), [
    "create: minimum 2048MB of memory is required for confidential pods, got: 1536",
  ]);
});

describe("a handler that does not fit the spec", () => {
  const cases: readonly [options: RuntimeOptions, platform: Platform, message: string | undefined][] = [
    [{}, "wcow", undefined],
    [{ sandboxIsolation: "HYPERVISOR", sandboxPlatform: "windows/amd64" }, "wcow", undefined],
    [
      { sandboxIsolation: "PROCESS" },
      "wcow",
      "invalid runtime sandbox isolation (PROCESS) for hypervisor isolated OCI spec",
    ],
    [
      { sandboxPlatform: "windows" },
      "lcow",
      "non-empty Linux config in OCI spec for Windows sandbox platform: windows/amd64",
    ],
    [
      { sandboxPlatform: "linux/amd64" },
      "wcow",
      "empty Linux config in OCI spec for Linux sandbox platform: linux/amd64",
    ],
    [{ sandboxPlatform: "plan9/amd64" }, "wcow", "unknown runtime sandbox platform OS: plan9/amd64"],
    // An architecture by itself is one of the host's own system, which is Windows.
    [{ sandboxPlatform: "amd64" }, "wcow", undefined],
    [
      { sandboxPlatform: "arm64" },
      "lcow",
      "non-empty Linux config in OCI spec for Windows sandbox platform: windows/arm64",
    ],
    [
      { sandboxPlatform: "Windows(10.0.26100)/x86_64/v1" },
      "lcow",
      "non-empty Linux config in OCI spec for Windows sandbox platform: windows/amd64",
    ],
    [{ sandboxPlatform: "windows/amd64/" }, "wcow", 'invalid runtime sandbox platform: "windows/amd64/"'],
  ];
  for (const [runtimeOptions, platform, message] of cases) {
    test(message ?? `${JSON.stringify(runtimeOptions)} fits`, () =>
      assert.deepEqual(
        refusalsOf(resolve(platform, {}, { runtimeOptions })),
        message === undefined ? [] : [`create: ${message}`],
      ),
    );
  }
});

test("a handler for Hyper-V isolation gives a process-isolated spec a VM", () => {
  const more = { isolation: "process", runtimeOptions: { sandboxIsolation: "HYPERVISOR" } } as const;
  assert.equal(resolve("wcow", {}, more).uvm?.platform, "wcow");
});
