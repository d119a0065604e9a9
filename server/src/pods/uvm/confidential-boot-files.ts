import type { ConfidentialBootFiles } from "./resolved.ts";
import { joinPath } from "./windows-path.ts";

/** The isolation types of a confidential Windows VM, by HCS's long names. */
export type IsolationType = "SecureNestedPaging" | "VirtualizationBasedSecurity" | "GuestStateOnly";

const guestStateFiles: Readonly<Record<IsolationType, string>> = {
  SecureNestedPaging: "cwcow.snp.vmgs",
  VirtualizationBasedSecurity: "cwcow.vbs.vmgs",
  GuestStateOnly: "cwcow.gso.vmgs",
};

/** The folder of a confidential Windows VM's boot files: the annotation as it is written, else below the shim's folder. */
export function confidentialRoot(bootFilesRootPath: string, shimDirectory: string): string {
  return bootFilesRootPath === "" ? joinPath(shimDirectory, "WindowsBootFiles", "confidential") : bootFilesRootPath;
}

const isIsolationType = (text: string): text is IsolationType => Object.hasOwn(guestStateFiles, text);

/** The name of the VM guest state file; any unknown type is taken for SNP (`ConfidentialVMGSFileName`). */
export const guestStateFileName = (isolationType: string): string =>
  guestStateFiles[isIsolationType(isolationType) ? isolationType : "SecureNestedPaging"];

/** The VM guest state file of an isolation type (`ConfidentialVMGSPath`). */
export function guestStateFile(root: string, isolationType: IsolationType): string {
  return joinPath(root, guestStateFiles[isolationType]);
}

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
