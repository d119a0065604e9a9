import { keys } from "./annotation-keys.ts";
import type { SandboxInput } from "./sandbox-input.ts";
import type { SandboxReading } from "./sandbox-reading.ts";
import { absolutePath, joinPath } from "./windows-path.ts";

/** hcsshim's `PreferredRootFSType`. */
export const rootFsType = { initrd: 0, vhd: 1, none: 2 } as const;
export type RootFsType = (typeof rootFsType)[keyof typeof rootFsType];

export const lcowFile = {
  kernel: "kernel",
  uncompressedKernel: "vmlinux",
  initrd: "initrd.img",
  rootFsVhd: "rootfs.vhd",
} as const;

/** Where a Linux VM's kernel and root file system come from. */
export interface LcowBootFiles {
  readonly BootFilesPath: string;
  readonly KernelFile: string;
  readonly RootFSFile: string;
  readonly PreferredRootFSType: RootFsType;
}

const nothingExists = (): boolean => false;

/** Moves to another folder; a root file system VHD and an uncompressed kernel are taken where they lie there. */
function moveTo(path: string, files: LcowBootFiles, kernelDirect: boolean, input: SandboxInput): LcowBootFiles {
  const { fileExists = nothingExists } = input;
  const hasVhd = fileExists(joinPath(path, lcowFile.rootFsVhd));
  const hasKernel = kernelDirect && fileExists(joinPath(path, lcowFile.uncompressedKernel));
  return {
    BootFilesPath: path,
    KernelFile: hasKernel ? lcowFile.uncompressedKernel : files.KernelFile,
    RootFSFile: hasVhd ? lcowFile.rootFsVhd : files.RootFSFile,
    PreferredRootFSType: hasVhd ? rootFsType.vhd : files.PreferredRootFSType,
  };
}

/** The default folder: `LinuxBootFiles` beside the shim where it exists, else below Program Files. */
export function defaultLcowRoot(input: Pick<SandboxInput, "fileExists" | "target">): string {
  const { fileExists = nothingExists, target } = input;
  const local = joinPath(target.shimDirectory, "LinuxBootFiles");
  return fileExists(local) ? local : "C:\\Program Files\\Linux Containers";
}

/** Reads the boot files folder (`UpdateBootFilesPath`), made absolute: an empty text is the working directory. */
export function readLcowBootFiles(reading: SandboxReading, input: SandboxInput, kernelDirect: boolean): LcowBootFiles {
  const standard: LcowBootFiles = {
    BootFilesPath: "",
    KernelFile: lcowFile.kernel,
    RootFSFile: lcowFile.initrd,
    PreferredRootFSType: rootFsType.initrd,
  };
  const files = moveTo(defaultLcowRoot(input), standard, kernelDirect, input);
  const written = reading.string(keys.bootFilesRootPath, files.BootFilesPath);
  const path = absolutePath(written, input.workingDirectory ?? input.target.shimDirectory) ?? written;
  const isSame = path.toLowerCase() === files.BootFilesPath.toLowerCase();
  return isSame ? files : moveTo(path, files, kernelDirect, input);
}
