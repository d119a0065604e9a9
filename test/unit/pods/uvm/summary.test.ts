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
  // What follows the line in an editor has to stay in sight.
  [
    "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · debug → …\\somebody\\pods\\debug",
    resolve("wcow", {
      wcowSecurityPolicy: policy,
      wcowDebugMode: "true",
      wcowDebugDataPath: "C:\\Users\\somebody\\pods\\debug",
    }),
  ],
  [
    "Confidential WCOW · SecureNestedPaging · 2048 MB · 2 CPUs · debug → …34567890123456789012345",
    resolve("wcow", {
      wcowSecurityPolicy: policy,
      wcowDebugMode: "true",
      wcowDebugDataPath: "C:\\0123456789012345678901234567890123456789012345".slice(0, 49),
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
