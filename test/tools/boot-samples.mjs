// Boot files and a pod that boots from them, for a look at booting in the window.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const vhd = (name) => {
  const footer = Buffer.alloc(512);
  footer.write("conectix", "latin1");
  return Buffer.concat([Buffer.alloc(4096, name), footer]);
};

const pod = (boot, debug) => `# A confidential Windows pod in debug mode.
apiVersion: v1
kind: Pod
metadata:
  name: debug-pod
  annotations:
    io.microsoft.virtualmachine.wcow.isolation_type: "VirtualizationBasedSecurity"
    io.microsoft.virtualmachine.wcow.securitypolicy: "cGFja2FnZSBwb2xpY3kKCmFwaV92ZXJzaW9uIDo9ICIwLjExLjAiCg=="
    io.microsoft.virtualmachine.bootfilesrootpath: '${boot}'
    io.microsoft.virtualmachine.console.pipe: '\\\\.\\pipe\\debug-pod'
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

/**
 * Writes boot files beside the workspace, and a pod into it: `boot-pod.yaml`. `boot-nothing.yaml` names files that are not there.
 * @param {string} workspace
 * @returns {{ boot: string, debug: string }}
 */
export function writeBootSamples(workspace) {
  const parent = path.dirname(workspace);
  const [boot, debug] = ["bootfiles", "debug"].map((name) => path.join(parent, name));
  mkdirSync(boot, { recursive: true });
  for (const name of ["boot.vhd", "rootfs.vhd"]) writeFileSync(path.join(boot, name), vhd(name));
  const vmgs = Buffer.concat([Buffer.from("GUESTRTS"), Buffer.alloc(4096)]);
  for (const name of ["cwcow.snp.vmgs", "cwcow.vbs.vmgs"]) writeFileSync(path.join(boot, name), vmgs);
  writeFileSync(path.join(workspace, "boot-pod.yaml"), pod(boot, debug));
  writeFileSync(path.join(workspace, "boot-nothing.yaml"), pod(path.join(parent, "elsewhere"), debug));
  return { boot, debug };
}
