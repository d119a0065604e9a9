import path from "node:path";
import type { BootRequest } from "../../../../server/src/protocol.ts";

/** Seconds that a VM without a guest is waited for. */
const waitSeconds = 5;

/** The service that a plain guest would dial (`GUID` of hcsshim's GCS). */
const gcsService = "acef5661-84a1-4e44-856b-6245e69f4620";
const administrators = "D:P(A;;FA;;;SY)(A;;FA;;;BA)";

/** hcsshim's name of a VM's first SCSI controller. */
const controller = "df6d0690-79e5-55b6-a5ec-c1e2f77f580a";

/** The smallest VM that shows what a boot needs: firmware, an empty disk, and the address of its host. */
const documentOf = (disk: string): object => ({
  Owner: "confidential-pods",
  SchemaVersion: { Major: 2, Minor: 1 },
  ShouldTerminateOnLastHandleClosed: true,
  VirtualMachine: {
    StopOnReset: true,
    Chipset: { Uefi: {} },
    ComputeTopology: { Memory: { SizeInMB: 256, AllowOvercommit: true }, Processor: { Count: 1 } },
    Devices: {
      Scsi: { [controller]: { Attachments: { 0: { Type: "VirtualDisk", Path: disk } } } },
      HvSocket: { HvSocketConfig: { DefaultBindSecurityDescriptor: administrators } },
    },
  },
});

/**
 * A run of a VM with nothing on its disk. It proves that Hyper-V takes a disk of ours, access to it, creation, events, the
 * listener, start, termination, what is preserved, and teardown; no guest connects, so that it ends in the phase
 * `accepting`, which is its good end.
 */
export function selfTestRequest(
  suffix: string,
  folders: { readonly work: string; readonly records: string },
): BootRequest {
  const runFolder = path.join(folders.work, suffix);
  const disk = path.join(runFolder, "sandbox.vhdx");
  const id = `self-test-${suffix}@vm`;
  return {
    plan: {
      id,
      owner: "confidential-pods",
      platform: "wcow",
      confidential: false,
      document: JSON.stringify(documentOf(disk)),
      logSettings: "",
      checks: [],
      copies: [],
      grants: [{ path: disk, access: "vm" }],
      diskIdentifier: null,
      shareFolder: null,
      preserve: [{ from: disk, to: path.join(folders.records, `${id}_sandbox.vhdx`) }],
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
    newScratch: { path: disk, sizeInBytes: 2 ** 30 },
    timeouts: { create: 30_000, connection: waitSeconds * 1000, request: 10_000, terminate: 30_000 },
    context: { selfTest: true },
  };
}
