import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSettings } from "../../../server/src/features/settings/read-settings.ts";
import { defaultTarget } from "../../../server/src/pods/target.ts";

test("everything given is taken over", () => {
  const { validate, profile } = readSettings({
    validate: { enable: false },
    target: {
      hcsshim: "0.14",
      platform: "lcow",
      isolation: "process",
      hostProcessors: 8,
      shimDirectory: "D:\\shim",
      windowsBuild: 20348,
      runtimeHandler: "mine",
    },
    containerd: { podAnnotations: { "runhcs-wcow-hypervisor": ["io.microsoft.*"], mine: [] } },
    rules: { "some-rule": "off", "other-rule": "error" },
  });
  assert.equal(validate, false);
  assert.deepEqual(profile.target, {
    hcsshim: "0.14",
    platform: "lcow",
    isolation: "process",
    hostProcessors: 8,
    shimDirectory: "D:\\shim",
    windowsBuild: 20348,
    runtimeHandler: "mine",
    runtimeClasses: defaultTarget.runtimeClasses,
    containerAnnotations: defaultTarget.containerAnnotations,
    containerd: undefined,
    podAnnotations: new Map([
      ["runhcs-wcow-process", []],
      ["runhcs-wcow-hypervisor", ["io.microsoft.*"]],
      ["mine", []],
    ]),
  });
  assert.deepEqual(
    profile.severities,
    new Map([
      ["some-rule", "off"],
      ["other-rule", "error"],
    ]),
  );
});

const defaults: readonly (readonly [why: string, section: unknown])[] = [
  ["no answer", null],
  ["another type", "everything"],
  ["an unknown release", { target: { hcsshim: "9.9" } }],
  ["a host without processors", { target: { hostProcessors: 0 } }],
  ["half a processor", { target: { hostProcessors: 1.5 } }],
  ["an empty folder", { target: { shimDirectory: "" } }],
  ["patterns that are no list", { containerd: { podAnnotations: { "runhcs-wcow-hypervisor": "io.*" } } }],
  ["an unknown level", { rules: { "some-rule": "fatal" } }],
  ["inherited properties", Object.create({ validate: { enable: false } })],
];
for (const [why, section] of defaults) {
  test(`the default stands: ${why}`, () => {
    const { validate, profile } = readSettings(section);
    assert.equal(validate, true);
    assert.deepEqual(profile, { target: defaultTarget, severities: new Map() });
  });
}

test("law: no value makes it throw", () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (target, rules) => {
      readSettings({ target, rules, containerd: target, validate: rules });
    }),
    { seed: 3, numRuns: 300 },
  );
});
