// Boot files that are ones from outside, and a pod that boots from them.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildVmgs } from "../unit/disks/formats/support/vmgs-builder.ts";
import { fixedVhd } from "../unit/disks/support/vhd-builder.ts";

/** Boot files, and the folder that a debug boot leaves its disks in, which is made by the boot. */
export interface BootFiles {
  readonly boot: string;
  readonly debug: string;
}

/** What hcsshim attaches as guest state is a fixed VHD with a VMGS in it. */
export const vmgsFile = (): Buffer => fixedVhd(buildVmgs());

/** Writes what Windows and Linux guests boot from below `parent`; there is no VMGS for `GuestStateOnly`. */
export function writeBootFiles(parent: string): BootFiles {
  const [boot, debug] = [path.join(parent, "bootfiles"), path.join(parent, "debug")];
  mkdirSync(boot, { recursive: true });
  const write = (name: string, content: string | Buffer): void => writeFileSync(path.join(boot, name), content);
  for (const name of ["boot.vhd", "rootfs.vhd"]) write(name, fixedVhd(Buffer.alloc(4096, name)));
  for (const name of ["cwcow.snp.vmgs", "cwcow.vbs.vmgs"]) write(name, vmgsFile());
  for (const name of ["kernel", "vmlinux", "initrd.img"]) write(name, name);
  return { boot, debug };
}

/** A confidential Windows pod in debug mode that boots from these files. */
export const debugPod = (
  name: string,
  isolation: "SecureNestedPaging" | "VirtualizationBasedSecurity",
  { boot, debug }: BootFiles,
): string => `# A confidential Windows pod in debug mode.
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  annotations:
    io.microsoft.virtualmachine.wcow.isolation_type: "${isolation}"
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCg=="
    io.microsoft.virtualmachine.bootfilesrootpath: '${boot}'
    io.microsoft.virtualmachine.console.pipe: '\\\\.\\pipe\\${name}'
    io.microsoft.wcow.debug: "true"
    io.microsoft.wcow.debug_data_path: '${debug}'
    io.microsoft.virtualmachine.wcow.writable_efi: "true"
spec:
  runtimeClassName: runhcs-wcow-hypervisor
  nodeSelector:
    kubernetes.io/os: windows
  containers:
    - name: app
      image: mcr.microsoft.com/windows/nanoserver:ltsc2025
`;
