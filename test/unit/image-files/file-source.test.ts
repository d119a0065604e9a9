import assert from "node:assert/strict";
import { appendFileSync, truncateSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { DiskError } from "../../../server/src/disks/problem.ts";
import { openFileSource } from "../../../server/src/image-files/file-source.ts";
import { ImageFileError, imageFileError } from "../../../server/src/image-files/image-file-error.ts";
import { scratchFolder } from "./scratch-folder.ts";

const folder = scratchFolder({ "a.vhd": "0123456789" });
const file = path.join(folder, "a.vhd");

test("bytes are read at any place, and nothing beyond the end", () => {
  const source = openFileSource(file, "a.vhd");
  assert.equal(source.size, 10);
  assert.equal(source.read(3, 4).toString(), "3456");
  assert.equal(source.read(10, 0).length, 0);
  assert.throws(() => source.read(8, 3), DiskError);
  source.close();
});

test("a file that is written to while it is read is noticed", () => {
  const source = openFileSource(file, "a.vhd");
  assert.equal(source.isUnchanged(), true);
  appendFileSync(file, "more");
  assert.equal(source.isUnchanged(), false);
  assert.equal(source.read(0, 10).toString(), "0123456789");
  source.close();
});

test("a file that is cut while it is read ends the reading with a sentence", () => {
  const source = openFileSource(file, "a.vhd");
  truncateSync(file, 4);
  assert.throws(() => source.read(0, 10), /^ImageFileError: 'a\.vhd' became shorter while it was read/);
  source.close();
});

const unreadable: readonly (readonly [why: string, name: string, message: RegExp])[] = [
  ["nothing is there", "b.vhd", /'b\.vhd' cannot be read: there is no such file\./],
  ["a file where a folder should be", "a.vhd/b.vhd", /cannot be read: there is no such file\./],
  ["a folder", ".", /is a folder, not an image/],
];
for (const [why, name, message] of unreadable) {
  test(`cannot be opened: ${why}`, () => {
    assert.throws(() => openFileSource(path.join(folder, name), name), message);
  });
}

const codes: readonly (readonly [code: string, message: RegExp])[] = [
  ["EACCES", /you have no permission to read it/],
  // What Node makes of Windows' sharing violation.
  ["EBUSY", /another process has it open/],
  ["EMFILE", /too many files are open/],
  ["EOTHER", /'a\.vhd' cannot be read: something new\./],
];
for (const [code, message] of codes) {
  test(`a sentence for ${code}`, () => {
    const error = imageFileError("a.vhd", Object.assign(new Error("something new"), { code }));
    assert.ok(error instanceof ImageFileError);
    assert.match(error.message, message);
  });
}
