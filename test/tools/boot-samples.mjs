// Boot files and pods that boot from them, for a look at booting in the window.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { importTypeScript } from "./import-typescript.mjs";

/**
 * Writes boot files beside the workspace, and a pod into it: `boot-pod.yaml`. `boot-nothing.yaml` names files that are not there.
 * @param {string} workspace
 * @returns {Promise<import("./sample-boot-files.ts").BootFiles>}
 */
export async function writeBootSamples(workspace) {
  const { debugPod, writeBootFiles } = await importTypeScript("test/tools/sample-boot-files.ts");
  const parent = path.dirname(workspace);
  const files = writeBootFiles(parent);
  const write = (name, from) =>
    writeFileSync(path.join(workspace, name), debugPod("debug-pod", "VirtualizationBasedSecurity", from));
  write("boot-pod.yaml", files);
  write("boot-nothing.yaml", { ...files, boot: path.join(parent, "elsewhere") });
  return files;
}
