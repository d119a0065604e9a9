import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fatVolume } from "../unit/disks/support/fat-builder.ts";
import { pattern } from "../unit/disks/support/pattern.ts";
import { bundle } from "./support/server-bundle.ts";

const mib = 1024 * 1024;
const times = 192;
const folder = mkdtempSync(path.join(os.tmpdir(), "slow-reader-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a content that its reader does not take yet stays in the image, not in memory", {
  skip: process.platform !== "linux" && "what a process holds is read from /proc",
}, async () => {
  const content = pattern(mib);
  const image = path.join(folder, "large.img");
  writeFileSync(image, fatVolume({ kind: "FAT32" }, new Map([["large", content]])).volume);
  const often = Array.from({ length: times }, () => "large");
  const cat = spawn(process.execPath, [await bundle("cli"), "disk", "cat", image, ...often], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(cat, "close");
  // The first bytes are there: whatever it would hold of the others, it is about to.
  await once(cat.stdout, "readable");
  let at = 0;
  let most = 0;
  for await (const chunk of cat.stdout) {
    at += chunk.length;
    if (cat.exitCode === null) most = Math.max(most, residentBytes(cat.pid));
  }
  assert.deepEqual([at, await closed], [times * mib, [0, null]]);
  assert.ok(most > 0 && most < 150 * mib, `${most} bytes`);
});

/** What a process has in memory; 0 once it has ended. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
