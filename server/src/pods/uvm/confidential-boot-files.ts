import { type IsolationType, isolationTypes, vmgsMark } from "./isolation-types.ts";
import type { ConfidentialBootFiles } from "./resolved.ts";
import { joinPath } from "./windows-path.ts";

/** The folder of a confidential Windows VM's boot files: the annotation as it is written, else below the shim's folder. */
export function confidentialRoot(bootFilesRootPath: string, shimDirectory: string): string {
  return bootFilesRootPath === "" ? joinPath(shimDirectory, "WindowsBootFiles", "confidential") : bootFilesRootPath;
}

/** The name of the VM guest state file; any unknown type is taken for SNP (`ConfidentialVMGSFileName`). */
export function guestStateFileName(isolationType: string): string {
  const known = isolationTypes.find((name) => name === isolationType) ?? "SecureNestedPaging";
  return `cwcow.${vmgsMark[known]}.vmgs`;
}

/** The VM guest state file of an isolation type (`ConfidentialVMGSPath`). */
export const guestStateFile = (root: string, isolationType: IsolationType): string =>
  joinPath(root, guestStateFileName(isolationType));

/** Signed measurements of the VM (`ConfidentialReferenceInfoFilePath` and its hash envelope variant). */
export function referenceInfoFiles(root: string): { readonly signed: string; readonly hashEnvelope: string } {
  return {
    signed: joinPath(root, "reference_info.cose"),
    hashEnvelope: joinPath(root, "reference_info_hash_envelope.cose"),
  };
}

/** The boot VHDs (`ConfidentialEFIPath`, `ConfidentialBootCIMPath`). */
export function bootVhds(root: string): ConfidentialBootFiles {
  return { efi: joinPath(root, "boot.vhd"), bootCim: joinPath(root, "rootfs.vhd") };
}
