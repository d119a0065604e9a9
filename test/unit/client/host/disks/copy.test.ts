import assert from "node:assert/strict";
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { copyDisk } from "../../../../../client/src/host/disks/copy.ts";
import { hashFile } from "../../../../../client/src/host/disks/hash-file.ts";
import { MadeFiles } from "../../../../../client/src/host/disks/made-files.ts";
import { preserveFile } from "../../../../../client/src/host/disks/preserve.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "copy-"));
after(() => rmSync(folder, { recursive: true }));

/** What is made is remembered, and written down nowhere. */
const unwritten = new MadeFiles(async () => undefined);

/** A file of 64 MiB with data at both ends and in the middle. */
function sparseFile(name: string): string {
  const file = path.join(folder, name);
  const handle = openSync(file, "w");
  for (const at of [0, 20 * 2 ** 20 + 17, 64 * 2 ** 20 - 4]) writeSync(handle, "data", at);
  ftruncateSync(handle, 64 * 2 ** 20);
  closeSync(handle);
  return file;
}

test("a sparse file is copied byte for byte and stays sparse", async () => {
  const from = sparseFile("sparse.vhd");
  const to = path.join(folder, "copy.vhd");
  await copyDisk(from, to);
  assert.equal(await hashFile(to), await hashFile(from));
  assert.ok(statSync(to).blocks * 512 < 8 * 2 ** 20, `${statSync(to).blocks} blocks`);
});

// Wine does not tell a file's holes, so it would read all of them.
if (process.platform !== "win32")
  test("40 GiB with little data are saved in the time and the space of their data", async () => {
    const from = path.join(folder, "hollow.vhdx");
    const handle = openSync(from, "w");
    for (let at = 0; at < 40; at++) writeSync(handle, "data", at * 2 ** 30);
    ftruncateSync(handle, 40 * 2 ** 30);
    closeSync(handle);
    const saved = await preserveFile(from, path.join(folder, "hollow-kept.vhdx"), 0, unwritten, async () => undefined);
    assert.equal(saved.size, 40 * 2 ** 30);
    assert.ok(statSync(saved.to).blocks * 512 < 4 * 2 ** 20, `${statSync(saved.to).blocks} blocks`);
    const kept = openSync(saved.to, "r");
    const read = Buffer.alloc(4);
    for (let at = 0; at < 40; at++) {
      readSync(kept, read, 0, 4, at * 2 ** 30);
      assert.equal(read.toString(), "data");
    }
    closeSync(kept);
  });

test("a copy replaces what was longer", async () => {
  const from = path.join(folder, "short");
  const to = path.join(folder, "long");
  writeFileSync(from, "short");
  writeFileSync(to, "much longer");
  await copyDisk(from, to);
  assert.equal(readFileSync(to, "utf8"), "short");
});

test("a copy of a file that is read-only can be written", async () => {
  const [from, to] = [path.join(folder, "read-only"), path.join(folder, "writable")];
  writeFileSync(from, "x", { mode: 0o444 });
  await copyDisk(from, to);
  assert.notEqual(statSync(to).mode & 0o200, 0);
});

test("a preserved file has its size, and says that it is not hashed yet", async () => {
  const from = path.join(folder, "abc");
  writeFileSync(from, "abc");
  const to = path.join(folder, "new", "deep", "abc");
  assert.deepEqual(await preserveFile(from, to, 0, unwritten, async () => undefined), {
    from,
    to,
    size: 3,
    sha256: null,
    sha256Reason: "It was not computed yet when this was written.",
  });
});

test("a file that is missing is told, and leaves no empty one", async () => {
  const to = path.join(folder, "none");
  const { error } = await preserveFile(path.join(folder, "missing"), to, 0, unwritten, async () => undefined);
  assert.match(error ?? "", /The file or folder is missing/);
  assert.throws(() => statSync(to));
});
