import assert from "node:assert/strict";
import { test } from "node:test";
import { describeSandbox } from "../../../../server/src/pods/uvm/summary.ts";
import { policy, resolve } from "./sandbox.ts";

const cases: readonly [line: string, sandbox: ReturnType<typeof resolve>][] = [
  ["Hyper-V isolated WCOW · 1024 MB · 2 CPUs", resolve("wcow", {})],
  [
    "Confidential WCOW · VirtualizationBasedSecurity · 2050 MB · 8 CPUs · writable EFI · debug → C:\\dbg",
    resolve("wcow", {
      wcowSecurityPolicy: policy,
      wcowIsolationType: "VBS",
      wcowWritableEfi: "true",
      wcowDebugMode: "true",
      wcowDebugDataPath: "C:\\dbg",
      memorySizeInMB: "2049",
      processorCount: "16",
    }),
  ],
  [
    "Confidential LCOW · SecureNestedPaging · 1024 MB · 1 CPU",
    resolve("lcow", { lcowSecurityPolicy: policy, processorCount: "1" }),
  ],
  ["Confidential LCOW · 1024 MB · 2 CPUs", resolve("lcow", { lcowSecurityPolicy: policy, noSecurityHardware: "1" })],
  [
    "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · refused",
    resolve("wcow", { wcowSecurityPolicy: policy, memorySizeInMB: "1" }),
  ],
  // Debug mode without a folder is refused, and has no place to point to.
  ["Hyper-V isolated WCOW · 1024 MB · 2 CPUs · debug · refused", resolve("wcow", { wcowDebugMode: "true" })],
  ["Process-isolated WCOW", resolve("wcow", {}, { isolation: "process" })],
  ["Host process pod", resolve("wcow", { hostProcessContainer: "true" }, { isolation: "process" })],
];

for (const [line, sandbox] of cases) test(line, () => assert.equal(describeSandbox(sandbox, 8), line));
