import { prepareNumaTopology } from "../numa-topology.ts";
import type { WcowOptions } from "../wcow-options.ts";
import type { VirtualMachine } from "./compute-system.ts";
import type { PlanConditions } from "./conditions.ts";
import { comPorts, graphicsConsole } from "./console.ts";
import { crashDumps } from "./crash-dumps.ts";
import type { GoObject } from "./go-json.ts";
import { goStruct } from "./go-struct.ts";
import { hvSocketDevice } from "./hv-sockets.ts";
import { memoryTopology } from "./memory-topology.ts";
import { numaDocument, processorTopology } from "./processor-topology.ts";
import { registryChanges } from "./registry-changes.ts";
import { type AttachedDisk, scsiControllers } from "./scsi.ts";

/** MiB of guest memory that may map files of shares; hcsshim's own choice. */
const directFileMappingInMB = 1024;

/** What both kinds of Windows VM have (`prepareCommonConfigDoc`), with a share and the disks of the first controller. */
export function windowsMachine(
  options: WcowOptions,
  { target }: PlanConditions,
  share: GoObject,
  disks: readonly AttachedDisk[],
): Omit<VirtualMachine, "Chipset"> {
  const { common } = options;
  const numa = prepareNumaTopology(common, target.windowsBuild);
  const dumps = crashDumps(common);
  const { VideoMonitor, Keyboard, EnhancedModeVideo } = graphicsConsole(common);
  return {
    ComputeTopology: goStruct({
      Memory: memoryTopology(common, { hot: common.AllowOvercommit }, numa),
      Processor: processorTopology(common, numa, target.hostProcessors),
      Numa: numaDocument(numa),
    }),
    Devices: goStruct({
      ComPorts: comPorts(common),
      Scsi: scsiControllers(common.SCSIControllerCount, disks),
      VideoMonitor,
      Keyboard,
      HvSocket: hvSocketDevice(common.AdditionalHyperVConfig, options.LogForwardingEnabled),
      EnhancedModeVideo,
      GuestCrashReporting: dumps?.guestCrashReporting,
      VirtualSmb: { Shares: [share], DirectFileMappingInMB: directFileMappingInMB },
    }),
    RegistryChanges: registryChanges(options),
    DebugOptions: dumps?.debugOptions,
    ResourcePartitionId: common.ResourcePartitionID ?? undefined,
  };
}
