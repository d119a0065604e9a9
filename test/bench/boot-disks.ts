// Copies and preserves a file as the host does, in turn with `cp`, and hashes it: `boot-disks FROM FOLDER RUNS`. Prints JSON:
// milliseconds of each run, for copies until the bytes are on the disk, and MiB that the preserved file takes. Every other
// run has the opposite order, as what follows much writing finds a slower disk.

import { execFileSync } from "node:child_process";
import { closeSync, fsyncSync, openSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { copyDisk } from "../../client/src/host/disks/copy.ts";
import { hashFile } from "../../client/src/host/disks/hash-file.ts";
import { MadeFiles } from "../../client/src/host/disks/made-files.ts";
import { preserveFile } from "../../client/src/host/disks/preserve.ts";

const [from = "", folder = "", runs = "1"] = process.argv.slice(2);
const to = path.join(folder, "copy");
const unwritten = new MadeFiles(async () => undefined);

const works: Readonly<Record<string, () => unknown>> = {
  cp: () => execFileSync("cp", [from, to]),
  copy: () => copyDisk(from, to),
  preserve: () => preserveFile(from, to, 0, unwritten, async () => undefined),
};

const times: Record<string, number[]> = { cp: [], copy: [], preserve: [], hash: [] };
const inOrder = Object.entries(works);
const inReverse = inOrder.toReversed();
for (let run = 0; run <= Number(runs); run++) {
  for (const [name, work] of run % 2 === 0 ? inOrder : inReverse) {
    rmSync(to, { force: true });
    execFileSync("sync");
    const started = performance.now();
    await work();
    const handle = openSync(to, "r");
    fsyncSync(handle);
    closeSync(handle);
    // The first run reads the original into memory.
    if (run > 0) times[name]?.push(performance.now() - started);
  }
}
// Nobody waits for a hash: it is told as it is.
const hashing = performance.now();
await hashFile(to);
times["hash"]?.push(performance.now() - hashing);
const allocated = (statSync(to).blocks * 512) / 2 ** 20;
rmSync(to);
console.log(JSON.stringify({ times, allocated }));
