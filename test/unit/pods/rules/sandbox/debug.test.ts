import assert from "node:assert/strict";
import { test } from "node:test";
import { policy, runCases, sandboxFindings } from "./cases.ts";

const confidential = { "vm.wcow.securitypolicy": policy };
const debug = { "ms.wcow.debug": "true" };
const path = { "ms.wcow.debug_data_path": "C:\\debug" };
const efi = { "vm.wcow.writable_efi": "true" };
const all = { ...confidential, ...debug, ...path, ...efi };
const withoutTraces = "hint debug-without-writable-efi ms.wcow.debug";

runCases("debug mode of a Windows pod", "windows", [
  { name: "policy, path and writable EFI: nothing to say", annotations: all, finds: [] },
  {
    name: "no policy",
    annotations: { ...debug, ...path },
    finds: ["error debug-needs-policy ms.wcow.debug"],
  },
  {
    name: "an empty policy is none",
    annotations: { ...debug, ...path, "vm.wcow.securitypolicy": "" },
    finds: ["error debug-needs-policy ms.wcow.debug"],
  },
  {
    name: "a blank policy is one, though it does not decode",
    annotations: { ...all, "vm.wcow.securitypolicy": " " },
    finds: ["error policy-not-base64 vm.wcow.securitypolicy"],
  },
  {
    name: "the Linux policy is none",
    annotations: { ...debug, ...path, "vm.lcow.securitypolicy": policy },
    finds: ["error debug-needs-policy ms.wcow.debug"],
  },
  {
    name: "no path",
    annotations: { ...confidential, ...debug, ...efi },
    finds: ["error debug-needs-path ms.wcow.debug"],
  },
  {
    name: "an empty path",
    annotations: { ...all, "ms.wcow.debug_data_path": "" },
    finds: ["error debug-needs-path ms.wcow.debug"],
  },
  {
    name: "no writable EFI",
    annotations: { ...confidential, ...debug, ...path },
    finds: [withoutTraces],
  },
  {
    name: "writable EFI that is not readable as true",
    annotations: { ...all, "vm.wcow.writable_efi": "yes" },
    finds: [withoutTraces],
  },
  {
    name: "a relative path",
    annotations: { ...all, "ms.wcow.debug_data_path": "debug" },
    finds: ["warning debug-path-relative ms.wcow.debug_data_path"],
  },
  {
    name: "a rooted path without a drive is relative to the shim's drive",
    annotations: { ...all, "ms.wcow.debug_data_path": "\\debug" },
    finds: ["warning debug-path-relative ms.wcow.debug_data_path"],
  },
  {
    name: "a blank path is accepted and fails at teardown",
    annotations: { ...all, "ms.wcow.debug_data_path": " " },
    finds: ["warning debug-path-relative ms.wcow.debug_data_path"],
  },
  {
    name: "a share",
    annotations: { ...all, "ms.wcow.debug_data_path": "\\\\server\\share" },
    finds: [],
  },
  {
    name: "a path without debug mode",
    annotations: { ...confidential, ...path },
    finds: ["warning debug-path-unused ms.wcow.debug_data_path"],
  },
  {
    name: "a path with debug mode off",
    annotations: { ...confidential, ...path, "ms.wcow.debug": "false" },
    finds: ["warning debug-path-unused ms.wcow.debug_data_path"],
  },
  {
    name: "an unreadable debug mode is off: the pair is not refused",
    annotations: { "ms.wcow.debug": "yes", ...path },
    finds: ["warning debug-path-unused ms.wcow.debug_data_path"],
  },
  {
    name: "hcsshim 0.14 knows no debug mode",
    annotations: { ...debug, "ms.wcow.debug_data_path": "debug" },
    target: { hcsshim: "0.14" },
    finds: [],
  },
]);

runCases("debug mode of a Linux pod", "linux", [
  { name: "is not read, so nothing is missing", annotations: { ...debug }, finds: [] },
]);

test("the message of a missing policy names the key to set, and the Linux policy that does not count", () => {
  const [finding] = sandboxFindings({ ...debug, ...path, "vm.lcow.securitypolicy": policy });
  assert.match(finding?.message ?? "", /Set io\.microsoft\.virtualmachine\.wcow\.securitypolicy/);
  assert.deepEqual(
    finding?.related.map(({ message }) => message),
    ["The Linux policy key does not count for a Windows pod."],
  );
});

test("an unused path is faded", () => {
  assert.deepEqual(sandboxFindings({ ...confidential, ...path })[0]?.tags, ["unnecessary"]);
});
