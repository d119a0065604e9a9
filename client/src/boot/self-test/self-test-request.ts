import path from "node:path";
import type { BootRequest } from "../../../../server/src/protocol.ts";

/** Seconds that a VM without a guest is waited for. */
const waitSeconds = 5;

/** The service that a plain guest would dial (`GUID` of hcsshim's GCS). */
const gcsService = "acef5661-84a1-4e44-856b-6245e69f4620";
const administrators = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";

/** The smallest VM that HCS makes: firmware, no disk, and the address of its host. */
const document = {
  Owner: "confidential-pods",
  SchemaVersion: { Major: 2, Minor: 1 },
  ShouldTerminateOnLastHandleClosed: true,
  VirtualMachine: {
    StopOnReset: true,
    Chipset: { Uefi: {} },
    ComputeTopology: { Memory: { SizeInMB: 256, AllowOvercommit: true }, Processor: { Count: 1 } },
    Devices: { HvSocket: { HvSocketConfig: { DefaultBindSecurityDescriptor: administrators } } },
  },
};

/**
 * A run of a VM without disks. It proves access, creation, events, the listener, start, termination and teardown; its
 * guest never connects, so that it ends in the phase `accepting`, which is its good end.
 */
export function selfTestRequest(
  suffix: string,
  folders: { readonly work: string; readonly records: string },
): BootRequest {
  const runFolder = path.join(folders.work, suffix);
  return {
    plan: {
      id: `self-test-${suffix}@vm`,
      owner: "confidential-pods",
      platform: "wcow",
      confidential: false,
      document: JSON.stringify(document),
      logSettings: "",
      checks: [],
      copies: [],
      grants: [],
      diskIdentifier: null,
      shareFolder: null,
      preserve: [],
      gcs: {
        services: { gcs: gcsService },
        logForwarding: false,
        logSources: "",
        defaultLogSources: false,
        enforcer: "",
        referenceInfoFiles: {},
        utc: true,
      },
      consolePipe: null,
      warnings: [],
      deviations: [],
      error: null,
    },
    runFolder,
    recordFolder: folders.records,
    // Nothing is stored in it, and nothing reads it.
    newScratch: { path: path.join(runFolder, "sandbox.vhdx"), sizeInBytes: 2 ** 30 },
    timeouts: { create: 30_000, connection: waitSeconds * 1000, request: 10_000, terminate: 30_000 },
    context: { selfTest: true },
  };
}
