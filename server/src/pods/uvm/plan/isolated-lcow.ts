import type { LcowOptions } from "../lcow-options.ts";
import type { NumaTopology } from "../numa-topology.ts";
import { joinPath } from "../windows-path.ts";
import type { PlannedBoot } from "./boot-plan.ts";
import { computeSystem } from "./compute-system.ts";
import type { PlanConditions } from "./conditions.ts";
import { goStruct } from "./go-struct.ts";
import { isolatedHvSocketDevice } from "./hv-sockets.ts";
import { launchData } from "./launch-data.ts";
import { linuxGcs, scsiControllerCount } from "./linux-boot.ts";
import { memoryTopology } from "./memory-topology.ts";
import { processorTopology } from "./processor-topology.ts";
import { scsiControllers } from "./scsi.ts";
import { secureBootChipset } from "./uefi.ts";

/** Virtual NUMA, like the console and the resource partition, is left out here without a word. */
const noNuma: NumaTopology = { kind: "none", incomplete: [] };

/** What `copyfile.CopyFile` says of what is no file. */
const copyFailure = (from: string, to: string): string => `failed CopyFileW Win32 call from '${from}' to '${to}'`;

/** A Linux VM that starts from a VMGS file on security hardware (`makeLCOWSecurityDoc`). */
export function planIsolatedLcow(options: LcowOptions, conditions: PlanConditions): PlannedBoot {
  const { common, confidential, files } = options;
  const vmgsTemplate = joinPath(files.BootFilesPath, confidential.GuestStateFilePath);
  const rootFsTemplate = joinPath(files.BootFilesPath, confidential.DmVerityRootFsVhd);
  const vmgs = joinPath(conditions.bundleDirectory, confidential.GuestStateFilePath);
  const rootFs = joinPath(conditions.bundleDirectory, "rootfs.vhd");
  const disks = confidential.DmVerityMode ? [{ path: rootFs, readOnly: true }] : [];
  const isolation = goStruct({
    IsolationType: "SecureNestedPaging",
    LaunchData: launchData(confidential.SecurityPolicy),
  });
  return {
    document: computeSystem(common, 5, {
      Chipset: secureBootChipset(true),
      ComputeTopology: {
        Memory: memoryTopology(common, { coldDiscard: options.EnableColdDiscardHint }, noNuma),
        Processor: processorTopology(common, noNuma, conditions.target.hostProcessors),
      },
      Devices: goStruct({
        Scsi: scsiControllers(scsiControllerCount(options, conditions.target.windowsBuild), disks),
        HvSocket: isolatedHvSocketDevice(common.AdditionalHyperVConfig, options.ExtraVSockPorts ?? []),
        Plan9: {},
      }),
      GuestState: { GuestStateFilePath: vmgs, GuestStateFileType: "FileMode", ForceTransientState: true },
      SecuritySettings: {
        // A pointer: false is written too.
        Isolation: options.HclEnabled === null ? isolation : { ...isolation, HclEnabled: options.HclEnabled },
      },
    }),
    checks: [
      {
        path: vmgsTemplate,
        kind: "file",
        stage: "document",
        failure: `the GuestState vmgs file '${vmgsTemplate}' was not found`,
        mismatch: `failed to copy VMGS template file: ${copyFailure(vmgsTemplate, vmgs)}`,
      },
      {
        path: rootFsTemplate,
        kind: "file",
        stage: "document",
        failure: `the DM Verity VHD file '${rootFsTemplate}' was not found`,
        mismatch: `failed to copy DM Verity rootfs template file: ${copyFailure(rootFsTemplate, rootFs)}`,
      },
    ],
    copies: [
      { from: vmgsTemplate, to: vmgs, overwrite: true, why: "no two VMs can use one guest state file" },
      { from: rootFsTemplate, to: rootFs, overwrite: true, why: "every VM has its own root file system" },
    ],
    grants: [
      { path: vmgs, access: "all-vms" },
      { path: rootFs, access: "all-vms" },
    ],
    diskIdentifier: null,
    shareFolder: null,
    preserve: [],
    gcs: linuxGcs(options, conditions),
    consolePipe: null,
  };
}
