import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { extensions } from "vscode";

/** Boot files that look like some from outside, and the folder that a debug boot leaves its disks in. */
export interface BootFiles {
  readonly boot: string;
  readonly debug: string;
}

const vhd = (name: string): Buffer => {
  const footer = Buffer.alloc(512);
  footer.write("conectix", "latin1");
  return Buffer.concat([Buffer.alloc(4096, name), footer]);
};

/** Makes boot files in a new folder. */
export function makeBootFiles(): BootFiles {
  const folder = mkdtempSync(path.join(os.tmpdir(), "boot-"));
  const boot = path.join(folder, "bootfiles");
  mkdirSync(boot);
  for (const name of ["boot.vhd", "rootfs.vhd"]) writeFileSync(path.join(boot, name), vhd(name));
  writeFileSync(path.join(boot, "cwcow.snp.vmgs"), Buffer.concat([Buffer.from("GUESTRTS"), Buffer.alloc(4096)]));
  for (const name of ["kernel", "vmlinux", "initrd.img"]) writeFileSync(path.join(boot, name), name);
  return { boot, debug: path.join(folder, "debug") };
}

/** A confidential Windows pod in debug mode that boots from these files. */
export const debugPod = (name: string, { boot, debug }: BootFiles): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  annotations:
    io.microsoft.virtualmachine.wcow.isolation_type: "SecureNestedPaging"
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
`;

/** Has boots of this window use the double of HCS. @returns why that cannot be, where it cannot */
export function useDouble(): string | undefined {
  const root = extensions.getExtension("confidential-pods.confidential-pods")?.extensionPath ?? "";
  const built = spawnSync(process.execPath, [path.join(root, "test", "tools", "hcs-double.mjs")], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  const { libraries, skipped }: { libraries?: object; skipped?: string } = JSON.parse(built.stdout);
  if (libraries !== undefined) process.env["CONFIDENTIAL_PODS_LIBRARIES"] = JSON.stringify(libraries);
  return libraries === undefined ? (skipped ?? "no compiler") : undefined;
}

/** Lets the double behave otherwise for the length of `body`. */
export async function withKnobs(knobs: Readonly<Record<string, string>>, body: () => Promise<void>): Promise<void> {
  Object.assign(process.env, knobs);
  try {
    await body();
  } finally {
    for (const name of Object.keys(knobs)) delete process.env[name];
  }
}
