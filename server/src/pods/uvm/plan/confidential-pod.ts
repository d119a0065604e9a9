import { bootVhds, confidentialRoot } from "../confidential-boot-files.ts";
import type { WcowOptions } from "../wcow-options.ts";
import { baseName, joinPath, parentFolder } from "../windows-path.ts";
import type { PlannedBoot, PlannedCheck, PlannedCopy } from "./boot-plan.ts";
import type { PlanConditions } from "./conditions.ts";
import { planConfidentialWcow } from "./confidential-wcow.ts";

/** A copy that must not replace a file: one that an earlier boot left behind makes this one fail. */
function freshCopy(
  copy: Omit<PlannedCopy, "overwrite">,
  failure: string,
): { copy: PlannedCopy; checks: PlannedCheck[] } {
  return {
    copy: { ...copy, overwrite: false },
    checks: [
      { path: copy.from, kind: "file", stage: "copy", failure },
      { path: copy.to, kind: "nothing", stage: "copy", failure },
    ],
  };
}

/** A confidential Windows pod (`initializeWCOWBootFiles`): what the VM writes to is copied beside its scratch. */
export function planConfidentialPod(options: WcowOptions, conditions: PlanConditions): PlannedBoot {
  const { confidential } = options;
  const { efi, bootCim } = bootVhds(confidentialRoot(options.BootFilesRootPath, conditions.target.shimDirectory));
  const beside = (path: string): string => joinPath(parentFolder(conditions.scratchVhd), baseName(path));
  const vmgs = freshCopy(
    {
      from: confidential.GuestStateFilePath,
      to: beside(confidential.GuestStateFilePath),
      why: "no two VMs can use one guest state file",
    },
    "failed to make a copy of VMGS",
  );
  const writableEfi = freshCopy(
    { from: efi, to: beside(efi), why: "the VM writes to its EFI system partition" },
    "failed to copy EFI VHD",
  );
  const copied = confidential.WritableEFI ? [vmgs, writableEfi] : [vmgs];
  const files = {
    scratch: conditions.scratchVhd,
    efi: confidential.WritableEFI ? writableEfi.copy.to : efi,
    bootCim,
    vmgs: vmgs.copy.to,
  };
  return planConfidentialWcow(options, confidential.IsolationType, files, conditions, {
    checks: copied.flatMap(({ checks }) => checks),
    copies: copied.map(({ copy }) => copy),
  });
}
