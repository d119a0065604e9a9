import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Finding } from "../../../../../server/src/pods/finding.ts";
import { PodFile } from "../../../../../server/src/pods/pod-file.ts";
import { checkDocument } from "../../../../../server/src/pods/rules/check.ts";
import { createContext } from "../../../../../server/src/pods/rules/support/context.ts";
import { defaultTarget, type Target } from "../../../../../server/src/pods/target.ts";
import { type MeasuredCase, measuredCases, withLongKeys } from "../../uvm/measured-case.ts";

/** hcsshim accepts these when it reads the annotations; the document, HCS or the guest refuses them. */
const refusedLater: ReadonlySet<string> = new Set([
  "policy-not-base64",
  "policy-json",
  "enforcer-unknown",
  "enforcer-open-door",
  "writable-efi-needs-policy",
  "log-sources-invalid",
  "log-provider-without-name",
  "lcow-guest-state-needs-policy",
  "lcow-guest-state-path",
  "dm-verity-needs-args",
  "numa-needs-physical-memory",
  "numa-topology-refused",
  "numa-totals-differ",
  "windows-build-too-old",
  // Read by the task, not by the sandbox.
  "cri-container-type-invalid",
  "cri-keys-incomplete",
]);

function check([, platform, texts, answer]: MeasuredCase) {
  const target: Target = {
    ...defaultTarget,
    hostProcessors: 8,
    windowsBuild: answer.build ?? defaultTarget.windowsBuild,
  };
  const spec = {
    ociVersion: "1.1.0",
    windows: { hyperv: {} },
    ...(platform === "lcow" ? { linux: {} } : {}),
    annotations: Object.fromEntries(withLongKeys(texts)),
  };
  const [placed] = PodFile.open("config.json", JSON.stringify(spec), "json").documents;
  assert.ok(placed);
  const [set] = placed.document.sets;
  assert.ok(set);
  const { resolved } = createContext(set, target, placed.document.text);
  return { findings: checkDocument(placed.document, target), resolved };
}

const isLoud = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";

/** Normalised with a log line, which is no loss. */
const normalised = /^(?:memory is rounded up|the host has no more)/;

// What containerd's runtime options add is in no document.
const documented = measuredCases.filter(([, , , { runtime, oci }]) => runtime === undefined && oci === undefined);

suite("measured sandboxes", () => {
  test("what hcsshim refuses is an error, and what it accepts is none unless it fails later", () => {
    for (const measured of documented) {
      const [name, , , { error }] = measured;
      const errors = check(measured).findings.filter(({ severity }) => severity === "error");
      if (error !== undefined) assert.notEqual(errors.length, 0, `${name}: ${error}`);
      else
        assert.deepEqual(
          errors.filter(({ code }) => !refusedLater.has(code)),
          [],
          name,
        );
    }
  });

  test("a refusal has an error on a key that it names", () => {
    for (const measured of documented) {
      const { findings, resolved } = check(measured);
      for (const { keys, message } of resolved?.refusals ?? []) {
        const found = findings.some(({ severity, key }) => severity === "error" && key !== null && keys.includes(key));
        assert.ok(found, `${measured[0]}: ${message}`);
      }
    }
  });

  test("what is logged as unreadable or replaced silently is at least a warning", () => {
    for (const measured of documented) {
      const { findings, resolved } = check(measured);
      const written = withLongKeys(measured[2]);
      const lost = [
        ...(resolved?.warnings ?? []).filter(({ kind }) => kind !== "conflict"),
        ...(resolved?.overrides ?? []).filter(({ because }) => !normalised.test(because)),
      ];
      for (const { key } of lost.filter((loss) => written.has(loss.key))) {
        assert.ok(
          findings.some((finding) => finding.key === key && isLoud(finding)),
          `${measured[0]}: ${key}`,
        );
      }
    }
  });
});
