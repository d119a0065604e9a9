// A copy of the sample workspace, so that nobody's edits change the repository.
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { sampleWorkspace } from "./paths.mjs";

/** @returns {{ folder: string, remove: () => void }} */
export function copySampleWorkspace() {
  const parent = mkdtempSync(path.join(realpathSync(os.tmpdir()), "confidential-pods-sample-"));
  const folder = path.join(parent, "pod-specs");
  cpSync(sampleWorkspace, folder, { recursive: true });
  return { folder, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
