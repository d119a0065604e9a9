import { rootFsType } from "../lcow-boot-files.ts";
import type { LcowOptions } from "../lcow-options.ts";
import { prepareNumaTopology } from "../numa-topology.ts";
import { joinPath } from "../windows-path.ts";
import type { PlannedBoot } from "./boot-plan.ts";
import { computeSystem } from "./compute-system.ts";
import type { PlanConditions } from "./conditions.ts";
import { comPorts, graphicsConsole } from "./console.ts";
import type { GoObject } from "./go-json.ts";
import { goStruct } from "./go-struct.ts";
import { hvSocketDevice } from "./hv-sockets.ts";
import { kernelArguments } from "./kernel-arguments.ts";
import { linuxGcs, scsiControllerCount } from "./linux-boot.ts";
import { memoryTopology } from "./memory-topology.ts";
import { numaDocument, processorTopology } from "./processor-topology.ts";
import { scsiControllers } from "./scsi.ts";
import { fileBootChipset } from "./uefi.ts";

/** The kernel by itself, or as a file that the firmware finds in a shared folder. */
function kernelChipset(options: LcowOptions, kernel: string, rootFs: string): GoObject {
  const { files, KernelDirect } = options;
  const commandLine = kernelArguments(options);
  if (!KernelDirect) {
    return fileBootChipset(
      goStruct({
        DeviceType: "VmbFs",
        DevicePath: `\\${files.KernelFile}`,
        OptionalData: commandLine,
        VmbFsRootPath: files.BootFilesPath,
      }),
    );
  }
  return {
    LinuxKernelDirect: goStruct({
      KernelFilePath: kernel,
      InitRdPath: files.PreferredRootFSType === rootFsType.initrd ? rootFs : undefined,
      KernelCmdLine: commandLine,
    }),
  };
}

/** The controller of virtual PMem devices, with a root file system VHD as its first; undefined without such devices. */
function virtualPmem(options: LcowOptions, rootFs: string): GoObject | undefined {
  if (options.VPMemDeviceCount === 0) return undefined;
  const isRoot = options.files.PreferredRootFSType === rootFsType.vhd;
  return goStruct({
    // hcsshim's test for a VHDX never holds, so that every image is a VHD to it.
    Devices: isRoot ? { "0": { HostPath: rootFs, ReadOnly: true, ImageFormat: "Vhd1" } } : undefined,
    MaximumCount: options.VPMemDeviceCount,
    MaximumSizeBytes: options.VPMemSizeBytes,
  });
}

/** A Linux VM that starts a kernel of the host (`MakeLCOWDoc`), with a policy but without security hardware too. */
export function planPlainLcow(options: LcowOptions, conditions: PlanConditions): PlannedBoot {
  const { common, files, VPMemDeviceCount } = options;
  const { target } = conditions;
  const kernel = joinPath(files.BootFilesPath, files.KernelFile);
  const rootFs = joinPath(files.BootFilesPath, files.RootFSFile);
  const numa = prepareNumaTopology(common, target.windowsBuild);
  const isScsiRoot = files.PreferredRootFSType === rootFsType.vhd && VPMemDeviceCount === 0;
  const { VideoMonitor, Keyboard, EnhancedModeVideo } = graphicsConsole(common);
  return {
    document: computeSystem(common, 1, {
      Chipset: kernelChipset(options, kernel, rootFs),
      ComputeTopology: goStruct({
        Memory: memoryTopology(common, { coldDiscard: options.EnableColdDiscardHint }, numa),
        Processor: processorTopology(common, numa, target.hostProcessors),
        Numa: numaDocument(numa),
      }),
      Devices: goStruct({
        ComPorts: comPorts(common),
        Scsi: scsiControllers(
          scsiControllerCount(options, target.windowsBuild),
          isScsiRoot ? [{ path: rootFs, readOnly: true }] : [],
        ),
        VirtualPMem: virtualPmem(options, rootFs),
        VideoMonitor,
        Keyboard,
        HvSocket: hvSocketDevice(common.AdditionalHyperVConfig, false),
        EnhancedModeVideo,
        Plan9: {},
      }),
      ResourcePartitionId: common.ResourcePartitionID ?? undefined,
    }),
    checks: [
      { path: kernel, kind: "file", orFolder: true, stage: "document", failure: `kernel: '${kernel}' not found` },
      { path: rootFs, kind: "file", orFolder: true, stage: "document", failure: `boot file: '${rootFs}' not found` },
    ],
    copies: [],
    grants: [],
    diskIdentifier: null,
    shareFolder: null,
    preserve: [],
    gcs: linuxGcs(options, conditions),
    consolePipe: common.ConsolePipe === "" ? null : common.ConsolePipe,
  };
}
