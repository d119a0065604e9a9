// `confidential-pods check` over a folder of many files, each run in a process of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { specFiles } from "./workload.mjs";

/** @returns milliseconds of each run */
export function checkRuns(cli, files, runs) {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  try {
    for (const [index, text] of specFiles(files).entries()) writeFileSync(path.join(folder, `${index}.yaml`), text);
    return Array.from({ length: runs }, () => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [cli, "check", folder, "--format", "json"], {
        maxBuffer: 2 ** 28,
      });
      if (status === 2) throw new Error("check failed");
      return performance.now() - start;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
