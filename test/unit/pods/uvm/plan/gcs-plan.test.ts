import assert from "node:assert/strict";
import { test } from "node:test";
import { policy } from "../sandbox.ts";
import { planPod } from "./plan-pod.ts";

test("a confidential Windows guest is met at its sidecar, with policy and measurements", () => {
  const root = "C:\\shim\\WindowsBootFiles\\confidential";
  assert.deepEqual(planPod("wcow", { wcowSecurityPolicy: policy }).gcs, {
    services: { gcs: "ae8da506-a019-4553-a52b-902bc0fa0411" },
    logForwarding: false,
    logSources: "",
    defaultLogSources: true,
    policy,
    enforcer: "",
    referenceInfoFiles: {
      signed: `${root}\\reference_info.cose`,
      hashEnvelope: `${root}\\reference_info_hash_envelope.cose`,
    },
    utc: false,
  });
});

test("an envelope that is named alone is not taken for a signed measurement", () => {
  const annotations = {
    wcowSecurityPolicy: policy,
    wcowReferenceInfoFile: "",
    uvmHashEnvelopeReferenceInfoFile: "C:\\e.cose",
  };
  assert.deepEqual(planPod("wcow", annotations).gcs?.referenceInfoFiles, { hashEnvelope: "C:\\e.cose" });
});

test("a plain Windows guest forwards its logs and gets no policy", () => {
  const gcs = planPod("wcow", { noInheritHostTimezone: "true" }).gcs;
  assert.deepEqual(gcs?.services, {
    gcs: "acef5661-84a1-4e44-856b-6245e69f4620",
    log: "172dad59-976d-45f2-8b6c-6d1b13f2ac4d",
  });
  assert.equal(gcs?.policy, undefined);
  assert.equal(gcs?.utc, true);
});

test("a Linux guest's measurements are read from the default folder, whatever the boot files root", () => {
  const gcs = planPod("lcow", { lcowSecurityPolicy: policy, bootFilesRootPath: "D:\\boot" }).gcs;
  assert.deepEqual(gcs?.services, {
    gcs: "40000000-facb-11e6-bd58-64006a7986d3",
    log: "0000006d-facb-11e6-bd58-64006a7986d3",
    entropy: "00000001-facb-11e6-bd58-64006a7986d3",
  });
  assert.equal(gcs?.referenceInfoFiles.signed, "C:\\Program Files\\Linux Containers\\reference_info.cose");
});

test("what the guest refuses leaves a document and a warning", () => {
  const plan = planPod("wcow", { wcowSecurityPolicy: policy, wcowEnforcer: "strict" });
  assert.equal(plan.error, null);
  assert.deepEqual(plan.warnings, ['the guest refuses: unknown enforcer: "strict"']);
});
