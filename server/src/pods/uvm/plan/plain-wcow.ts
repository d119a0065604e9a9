import type { WcowOptions } from "../wcow-options.ts";
import { baseName, joinPath, parentFolder } from "../windows-path.ts";
import type { PlannedBoot } from "./boot-plan.ts";
import { computeSystem } from "./compute-system.ts";
import type { PlanConditions } from "./conditions.ts";
import { goStruct } from "./go-struct.ts";
import { fileBootChipset } from "./uefi.ts";
import { dumpDirectory, vmGrant, windowsGcs } from "./windows-boot.ts";
import { windowsMachine } from "./windows-machine.ts";

/** The VM's scratch lies in a folder `vm` beside the container's own; one that lies in such a folder is the VM's. */
function vmScratch(scratchVhd: string): string {
  const folder = parentFolder(scratchVhd);
  const isOwn = baseName(folder).toLowerCase() === "vm";
  return isOwn ? scratchVhd : joinPath(folder, "vm", "sandbox.vhdx");
}

/** A Windows VM without a policy (`prepareConfigDoc`): it starts from the files of its image's base layer. */
export function planPlainWcow(options: WcowOptions, conditions: PlanConditions): PlannedBoot {
  const { common, NoDirectMap } = options;
  const utilityVm = joinPath(conditions.layerDirectory, "UtilityVM");
  const files = joinPath(utilityVm, "Files");
  const template = joinPath(utilityVm, "SystemTemplate.vhdx");
  const scratch = vmScratch(conditions.scratchVhd);
  const share = {
    Name: "os",
    Path: files,
    Options: goStruct({
      ReadOnly: true,
      ShareRead: true,
      CacheIo: true,
      TakeBackupPrivilege: true,
      NoDirectmap: common.FullyPhysicallyBacked || NoDirectMap,
      PseudoOplocks: true,
    }),
  };
  const dumps = dumpDirectory(common);
  return {
    document: computeSystem(common, 1, {
      ...windowsMachine(options, conditions, share, [{ path: scratch, readOnly: false }]),
      Chipset: fileBootChipset({ DeviceType: "VmbFs", DevicePath: "\\EFI\\Microsoft\\Boot\\bootmgfw.efi" }),
    }),
    checks: [
      {
        path: utilityVm,
        kind: "folder",
        stage: "copy",
        failure: "failed to locate utility VM folder from layer folders",
      },
      ...dumps.checks,
    ],
    copies: [{ from: template, to: scratch, overwrite: true, why: "the VM's own scratch starts as a copy" }],
    grants: [...dumps.grants, vmGrant(scratch)],
    diskIdentifier: null,
    shareFolder: null,
    preserve: [],
    gcs: windowsGcs(options),
    consolePipe: common.ConsolePipe === "" ? null : common.ConsolePipe,
  };
}
