import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { hashFile } from "../../../../../client/src/host/disks/hash-file.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "hash-"));
after(() => rmSync(folder, { recursive: true }));

const mib = 2 ** 20;

/** A file of that size with a few bytes of data at each place; holes elsewhere, where the file system has them. */
function fileWith(name: string, size: number, places: readonly number[]): string {
  const file = path.join(folder, name);
  const handle = openSync(file, "w");
  for (const at of places) writeSync(handle, "data", at);
  ftruncateSync(handle, size);
  closeSync(handle);
  return file;
}

const shapes: readonly (readonly [string, number, readonly number[]])[] = [
  ["nothing", 0, []],
  ["a hole alone", 5 * mib + 3, []],
  ["data alone", 4, [0]],
  ["holes between data", 24 * mib, [0, 7 * mib + 17, 24 * mib - 4]],
  ["a hole in front", 9 * mib, [9 * mib - 4]],
  ["a hole behind", 9 * mib + 1, [0]],
  ["data across chunks", 3 * mib, [mib - 2, 2 * mib - 2]],
];

for (const [name, size, places] of shapes) {
  test(`the hash of ${name} is that of its bytes, holes as zeros`, async () => {
    const file = fileWith(name, size, places);
    const told: number[] = [];
    const hash = await hashFile(file, undefined, (bytes) => told.push(bytes));
    assert.equal(hash, createHash("sha256").update(readFileSync(file)).digest("hex"));
    assert.equal(told.at(-1) ?? 0, size);
  });
}

test("hashing can be called off in the middle", async () => {
  const file = path.join(folder, "long");
  writeFileSync(file, Buffer.alloc(8 * mib, 1));
  const called = new AbortController();
  let last = 0;
  const hashing = hashFile(file, called.signal, (bytes) => {
    last = bytes;
    if (bytes === 2 * mib) called.abort(new Error("called off"));
  });
  await assert.rejects(hashing, /called off/);
  assert.equal(last, 2 * mib);
});
