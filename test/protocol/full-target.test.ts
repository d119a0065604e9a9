import assert from "node:assert/strict";
import { on } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fatVolume } from "../unit/disks/support/fat-builder.ts";
import { pattern } from "../unit/disks/support/pattern.ts";
import { fixedVhd } from "../unit/disks/support/vhd-builder.ts";
import { bundle } from "./support/server-bundle.ts";
import { forkWithSmallDisk, noSmallDisk } from "./support/small-disk.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "full-target-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a full target disk is said once, keeps what fits, and leaves no part of a file", {
  skip: noSmallDisk(folder),
}, async () => {
  const files = ["a.bin", "b.bin", "c.bin"].map((name) => [name, pattern(150_000)] as const);
  const image = path.join(folder, "..", `${path.basename(folder)}.vhd`);
  writeFileSync(image, fixedVhd(fatVolume({ kind: "FAT32" }, new Map(files)).volume));
  const disks = forkWithSmallDisk(await bundle("disk-server"), "256k", folder);
  try {
    const ask = async (call: number, method: string, params: object): Promise<{ value: unknown }> => {
      // Collected, not awaited one by one: two of them may come at once.
      const answers = on(disks, "message");
      disks.send({ type: "call", call, method, params });
      for await (const [answer] of answers) {
        if (answer.type !== "progress" && answer.call === call) return answer;
      }
      throw new Error("the process ended without an answer");
    };
    const { value } = await ask(1, "extract", { image, partition: null, path: "", target: folder });
    assert.deepEqual(value, {
      files: 1,
      bytes: 150_000,
      problems: [
        `'${path.join(folder, "b.bin")}' was not written: the target disk is full.`,
        "Nothing behind it was tried: 1 more file.",
      ],
    });
    const left = await ask(2, "extract", { image, partition: 0, path: "b.bin", target: folder });
    assert.match(JSON.stringify(left.value), /is full/, "nothing half written stands in the way");
  } finally {
    disks.kill();
    rmSync(image);
  }
});
