import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuntimeOptions } from "../../../../server/src/pods/handlers/runtime-options.ts";
import { defaultTarget } from "../../../../server/src/pods/target.ts";
import { optionsToJson } from "../../../../server/src/pods/uvm/options-json.ts";
import { resolveSandbox } from "../../../../server/src/pods/uvm/resolve.ts";
import { isOfOptions, type ResolvedSandbox } from "../../../../server/src/pods/uvm/resolved.ts";
import { expectedOptions, longKey, type MeasuredCase, measuredCases, withLongKeys } from "./measured-case.ts";

/** The boot files that the measured host had, of those that options depend on. */
const existingFiles = new Set([
  "C:\\boot\\rootfs.vhd",
  "C:\\lcowboot2\\rootfs.vhd",
  "C:\\lcowboot2\\vmlinux",
  "C:\\lcowsnp\\rootfs.vhd",
]);

function resolveCase([, platform, annotations, { build, oci = {}, runtime = {} }]: MeasuredCase): ResolvedSandbox {
  const amount = (name: string) => (oci[name] === undefined ? undefined : BigInt(oci[name]));
  const runtimeOptions: RuntimeOptions = {
    ...runtime,
    defaultContainerAnnotations: withLongKeys(runtime.defaultContainerAnnotations ?? {}),
  };
  return resolveSandbox({
    platform,
    isolation: "hypervisor",
    annotations: withLongKeys(annotations),
    target: { ...defaultTarget, hostProcessors: 8, windowsBuild: build ?? 26100 },
    runtimeOptions,
    fileExists: (path) => existingFiles.has(path),
    memoryLimitInBytes: amount("memoryLimitBytes"),
    processorCount: amount("cpuCount"),
    processorMaximum: amount("cpuMaximum"),
    processorWeight: amount("cpuShares"),
    storageIops: amount("storageIops"),
    storageBps: amount("storageBps"),
  });
}

function answerOf(sandbox: ResolvedSandbox) {
  const refusal = sandbox.refusals.find(isOfOptions);
  return {
    error: refusal?.message,
    logged: sandbox.warnings.map(({ key, message }) => [key, message]),
    options: refusal?.stage === "create" ? undefined : optionsToJson(sandbox.options),
    hostProcess: sandbox.isJobContainer,
  };
}

const groups = new Map<string, MeasuredCase[]>();
for (const measured of measuredCases) {
  const group = measured[0].replace(/-?\d+$/, "");
  groups.set(group, [...(groups.get(group) ?? []), measured]);
}

for (const [group, cases] of groups) {
  test(`hcsshim's own answers: ${group} (${cases.length})`, () => {
    for (const measured of cases) {
      const [name, , , answer] = measured;
      const expected = {
        error: answer.error,
        logged: (answer.logged ?? []).map(([key, message]) => [longKey(key), message]),
        options: expectedOptions(answer),
        hostProcess: answer.hostProcess ?? false,
      };
      assert.deepEqual(answerOf(resolveCase(measured)), expected, name);
    }
  });
}
