import type { WcowOptions } from "../wcow-options.ts";
import { baseName, joinPath } from "../windows-path.ts";
import type { PlannedBoot, PlannedCheck, PlannedPreserve } from "./boot-plan.ts";
import { computeSystem } from "./compute-system.ts";
import type { PlanConditions } from "./conditions.ts";
import { launchData } from "./launch-data.ts";
import { secureBootChipset } from "./uefi.ts";
import { documentPrefix, dumpDirectory, vmGrant, windowsGcs } from "./windows-boot.ts";
import { windowsMachine } from "./windows-machine.ts";

/** By this identifier the guest knows a scratch VHD that it has to format (`unformattedScratchIdentifier`). */
const unformattedScratch = "a7b3c5d1-4e2f-4a8b-9c6d-1e3f5a7b9c2d";

/** The VHDs and the VMGS file that the VM is started with, copies where they are made. */
export interface ConfidentialWcowFiles {
  readonly scratch: string;
  readonly efi: string;
  readonly bootCim: string;
  readonly vmgs: string;
}

/** Two files of one name do not replace each other, as they do in hcsshim. */
function preservedFiles(options: WcowOptions, files: ConfidentialWcowFiles): readonly PlannedPreserve[] {
  const { DebugMode, DebugDataPath } = options.confidential;
  if (!DebugMode || DebugDataPath === "") return [];
  const target = (name: string): string => joinPath(DebugDataPath, `${options.common.ID}_${name}`);
  const scratch = baseName(files.scratch);
  const efi = baseName(files.efi);
  const isSame = scratch.toLowerCase() === efi.toLowerCase();
  return [
    { from: files.scratch, to: target(scratch) },
    { from: files.efi, to: target(isSame ? `efi_${efi}` : efi) },
  ];
}

/** What the VM is given access to; giving it fails where a file is missing. */
function neededFiles(files: ConfidentialWcowFiles): readonly PlannedCheck[] {
  const what = { vmgs: "guest state file", efi: "EFI VHD", bootCim: "Boot CIM VHD", scratch: "scratch VHD" };
  return (["vmgs", "efi", "bootCim", "scratch"] as const).map((name) => ({
    path: files[name],
    kind: "file",
    stage: "document",
    failure: `${documentPrefix}failed to grant vm access to ${what[name]}`,
  }));
}

/**
 * A confidential Windows VM (`prepareSecurityConfigDoc`). `isolationType` goes into the document as it is; `checks` and
 * `copies` are those that come first.
 */
export function planConfidentialWcow(
  options: WcowOptions,
  isolationType: string,
  files: ConfidentialWcowFiles,
  conditions: PlanConditions,
  before: Pick<PlannedBoot, "checks" | "copies">,
): PlannedBoot {
  const { common, confidential } = options;
  const shareFolder = joinPath(conditions.bundleDirectory, "EmptyDoNotModify");
  const share = {
    Name: "defaultEmptyShare",
    Path: shareFolder,
    Options: { ReadOnly: true, ShareRead: true, NoOplocks: true },
  };
  const disks = [
    { path: files.scratch, readOnly: false },
    { path: files.efi, readOnly: !confidential.WritableEFI },
    { path: files.bootCim, readOnly: true },
  ];
  const dumps = dumpDirectory(common);
  return {
    ...before,
    document: computeSystem(common, 5, {
      ...windowsMachine(options, conditions, share, disks),
      Version: { Major: 12 },
      Chipset: secureBootChipset(!confidential.DisableSecureBoot),
      GuestState: { GuestStateFilePath: files.vmgs, GuestStateFileType: "BlockStorage" },
      SecuritySettings: {
        Isolation: {
          IsolationType: isolationType,
          LaunchData: launchData(confidential.SecurityPolicy) ?? "",
          HclEnabled: true,
        },
      },
    }),
    checks: [
      ...before.checks,
      ...dumps.checks,
      ...neededFiles(files).filter(({ path }) => !before.copies.some(({ to }) => to === path)),
    ],
    // hcsshim gives access to the VMGS file twice.
    grants: [
      ...dumps.grants,
      ...[files.vmgs, files.efi, files.bootCim, files.vmgs, files.scratch, shareFolder].map(vmGrant),
    ],
    diskIdentifier: { path: files.scratch, guid: unformattedScratch },
    shareFolder,
    preserve: preservedFiles(options, files),
    gcs: windowsGcs(options),
    consolePipe: common.ConsolePipe === "" ? null : common.ConsolePipe,
  };
}
