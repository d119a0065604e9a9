import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { DiskClient } from "../../client/src/artifacts/disk-process/disk-client.ts";
import { isCancellation, UserError } from "../../client/src/infrastructure/errors.ts";
import { fatVolume } from "../unit/disks/support/fat-builder.ts";
import { pattern } from "../unit/disks/support/pattern.ts";
import { fixedVhd } from "../unit/disks/support/vhd-builder.ts";
import { bundle } from "./support/server-bundle.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "disk-process-"));
const image = path.join(folder, "disk.vhd");
writeFileSync(image, fixedVhd(fatVolume({ kind: "FAT32" }, new Map([["a.bin", pattern(900)]])).volume));
const module = await bundle("disk-server");
const client = new DiskClient(module, () => undefined);
after(() => {
  client.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("bytes come as bytes, and calls do not wait for each other's order", async () => {
  const [bytes, verdict] = await Promise.all([
    client.call("read", { image, partition: 0, path: "a.bin" }),
    client.call("verdict", { image }),
  ]);
  assert.deepEqual(Buffer.from(bytes), pattern(900));
  assert.match(verdict, /^Formatted as FAT32/);
});

test("an error is a sentence for the user, with its code", async () => {
  const missing = client.call("verdict", { image: path.join(folder, "none.vhd") });
  await assert.rejects(missing, (error) => error instanceof UserError && /there is no such file/.test(error.message));
});

test("a folder that cannot be written is the user's matter", async () => {
  const call = client.call("extract", { image, partition: null, path: "", target: path.join(image, "below a file") });
  await assert.rejects(call, (error) => error instanceof UserError && error.code === "not-written");
});

test("a defect is no sentence for the user, and keeps the stack of the process", async () => {
  // No caller of ours sends a place without its path: the types forbid it.
  const broken = Object.defineProperty({ image, partition: 0, path: "" }, "path", { value: null, enumerable: true });
  await assert.rejects(
    client.call("read", broken),
    (error) => error instanceof Error && !(error instanceof UserError) && /disk-server/.test(error.stack ?? ""),
  );
});

test("a call that is cancelled is rejected at once, one that was cancelled before is not made", async () => {
  const controller = new AbortController();
  const call = client.call("overview", { image }, { signal: controller.signal });
  controller.abort();
  await assert.rejects(call, isCancellation);
  await assert.rejects(async () => client.call("overview", { image }, { signal: controller.signal }), isCancellation);
});

test("progress comes before the answer, from nothing to everything", async () => {
  const told: number[] = [];
  await client.call("bootFiles", { folder, isolation: "" }, { onProgress: (fraction) => told.push(fraction) });
  assert.equal(told.at(-1), 1);
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  );
});

test("a process that ends rejects what it was asked, and the next call starts another", async () => {
  const dying = path.join(folder, "dying.cjs");
  writeFileSync(dying, `process.on("message", () => process.exit(3));`);
  const other = new DiskClient(dying, () => undefined);
  for (let tries = 0; tries < 2; tries++) {
    await assert.rejects(
      other.call("verdict", { image }),
      (error) => error instanceof UserError && error.code === "disk-reader-ended" && /code 3/.test(error.message),
    );
  }
  other.dispose();
});
