import type { BootRequest } from "../../../../server/src/protocol.ts";

/** A request that has every member, and nothing behind its paths. */
export const sampleRequest: BootRequest = {
  plan: {
    id: "uvm-1",
    owner: "test",
    platform: "wcow",
    confidential: true,
    document:
      '{"SchemaVersion":{"Major":2,"Minor":5},"VirtualMachine":{"SecuritySettings":{"Isolation":{"IsolationType":"SecureNestedPaging"}}}}',
    logSettings: "",
    checks: [{ path: "/boot/boot.vhd", kind: "file", stage: "document", failure: "failed" }],
    copies: [{ from: "/boot/cwcow.snp.vmgs", to: "/run/cwcow.snp.vmgs", overwrite: false, why: "written to" }],
    grants: [{ path: "/boot/boot.vhd", access: "vm" }],
    diskIdentifier: { path: "/run/sandbox.vhdx", guid: "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d" },
    shareFolder: "/run/EmptyDoNotModify",
    preserve: [
      { from: "/run/sandbox.vhdx", to: "/debug/uvm-1_sandbox.vhdx" },
      { from: "/boot/boot.vhd", to: "/debug/uvm-1_boot.vhd" },
    ],
    gcs: {
      services: { gcs: "ae8da506-a019-4553-a52b-902bc0fa0411" },
      logForwarding: false,
      logSources: "",
      defaultLogSources: true,
      policy: "cA==",
      enforcer: "",
      referenceInfoFiles: { signed: "/boot/reference_info.cose", hashEnvelope: "/boot/envelope.cose" },
      utc: false,
    },
    consolePipe: "/run/com1",
    warnings: ["a warning"],
    deviations: [],
    error: null,
  },
  runFolder: "/run",
  recordFolder: "/debug",
  newScratch: { path: "/run/sandbox.vhdx", sizeInBytes: 40 * 2 ** 30 },
  timeouts: { create: 1000 },
  context: { spec: "pod.yaml" },
};
