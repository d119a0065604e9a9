import { bootVhds, guestStateFileName } from "../confidential-boot-files.ts";
import { absolutePath, baseName, joinPath } from "../windows-path.ts";
import type { PlannedCheck, PlannedCopy } from "./boot-plan.ts";
import type { ConfidentialWcowFiles } from "./confidential-wcow.ts";
import type { CwcowInput } from "./cwcow-input.ts";
import { documentPrefix } from "./windows-boot.ts";

/** The files of a boot, and the copies that keep their originals unchanged. */
export interface CwcowFiles {
  readonly files: ConfidentialWcowFiles;
  readonly copies: readonly PlannedCopy[];
  readonly checks: readonly PlannedCheck[];
}

/** The files that the flags name, as absolute paths; undefined where Win32 takes one for none. */
export function originalFiles(
  input: CwcowInput,
  isolationType: string,
  workingDirectory: string,
): ConfidentialWcowFiles | undefined {
  const absolute = (path: string): string | undefined => absolutePath(path, workingDirectory);
  const scratch = absolute(input.scratchVhd);
  if (scratch === undefined) return undefined;
  if (input.bootFilesPath !== "") {
    const root = absolute(input.bootFilesPath);
    if (root === undefined) return undefined;
    return { scratch, ...bootVhds(root), vmgs: joinPath(root, guestStateFileName(isolationType)) };
  }
  const efi = absolute(input.efiVhd);
  const bootCim = absolute(input.bootCimVhd);
  const vmgs = absolute(input.vmgsPath);
  return efi === undefined || bootCim === undefined || vmgs === undefined ? undefined : { scratch, efi, bootCim, vmgs };
}

/** Copies into the run's own folder of what the VM writes to. */
export function copiedFiles(original: ConfidentialWcowFiles, writableEfi: boolean, folder: string): CwcowFiles {
  const inFolder = (path: string): string => joinPath(folder, baseName(path));
  const vmgs = { from: original.vmgs, to: inFolder(original.vmgs), why: "the VM writes to its guest state file" };
  const isTaken = baseName(original.efi).toLowerCase() === baseName(original.vmgs).toLowerCase();
  const efiCopy = isTaken ? joinPath(folder, `efi_${baseName(original.efi)}`) : inFolder(original.efi);
  const efi = { from: original.efi, to: efiCopy, why: "the VM writes to its EFI system partition" };
  const copied = writableEfi ? [vmgs, efi] : [vmgs];
  const what = new Map([
    [vmgs, "guest state file"],
    [efi, "EFI VHD"],
  ]);
  return {
    files: { ...original, vmgs: vmgs.to, efi: writableEfi ? efi.to : original.efi },
    copies: copied.map((copy) => ({ ...copy, overwrite: false })),
    checks: copied.map((copy) => ({
      path: copy.from,
      kind: "file",
      stage: "document",
      failure: `${documentPrefix}failed to grant vm access to ${what.get(copy)}`,
    })),
  };
}
