import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Replaces a file's bytes at once: whoever reads it sees the old or the new ones, never half of them.
 * Keeps its permissions; a symbolic link keeps pointing, its target is replaced.
 */
export function replaceFile(file: string, bytes: Uint8Array): void {
  const target = realpathSync(file);
  const scratch = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(scratch, bytes, { mode: statSync(target).mode, flag: "wx" });
    renameSync(scratch, target);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw error;
  }
}
