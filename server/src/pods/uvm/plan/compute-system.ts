import type { CommonOptions } from "../common-options.ts";
import type { GoObject } from "./go-json.ts";
import { goStruct } from "./go-struct.ts";

/** `VirtualMachine`, in the order of hcsshim's struct. */
export interface VirtualMachine {
  readonly Version?: GoObject | undefined;
  readonly Chipset: GoObject;
  readonly ComputeTopology: GoObject;
  readonly Devices: GoObject;
  readonly GuestState?: GoObject | undefined;
  readonly RegistryChanges?: GoObject | undefined;
  readonly DebugOptions?: GoObject | undefined;
  readonly SecuritySettings?: GoObject | undefined;
  readonly ResourcePartitionId?: string | undefined;
}

/** Limits of the VM's storage; undefined where neither is set. */
function storageQos(options: CommonOptions): GoObject | undefined {
  const { StorageQoSIopsMaximum: iops, StorageQoSBandwidthMaximum: bandwidth } = options;
  if (iops <= 0 && bandwidth <= 0) return undefined;
  return goStruct({ IopsMaximum: iops, BandwidthMaximum: bandwidth });
}

/** The whole document; `minor`: of the schema's version 2. */
export function computeSystem(options: CommonOptions, minor: 1 | 5, machine: VirtualMachine): GoObject {
  return goStruct({
    Owner: options.Owner,
    SchemaVersion: { Major: 2, Minor: minor },
    VirtualMachine: goStruct({
      Version: machine.Version,
      StopOnReset: true,
      Chipset: machine.Chipset,
      ComputeTopology: machine.ComputeTopology,
      Devices: machine.Devices,
      GuestState: machine.GuestState,
      RegistryChanges: machine.RegistryChanges,
      StorageQoS: storageQos(options),
      DebugOptions: machine.DebugOptions,
      SecuritySettings: machine.SecuritySettings,
      ResourcePartitionId: machine.ResourcePartitionId,
    }),
    ShouldTerminateOnLastHandleClosed: true,
  });
}
