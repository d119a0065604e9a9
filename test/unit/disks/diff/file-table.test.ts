import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTable } from "../../../../server/src/disks/diff/file-table.ts";
import type { FileEntry } from "../../../../server/src/disks/filesystems/file-system.ts";

const entry = (path: string, node = 0): FileEntry => ({
  path,
  name: path.slice(path.lastIndexOf("/") + 1),
  kind: path.includes(":") ? "stream" : "file",
  size: node * 10,
  modified: undefined,
  created: undefined,
  attributes: 0,
  deleted: false,
  target: undefined,
  node,
});

test("very many files are found by their paths, each once; the others are left", () => {
  const paths = Array.from({ length: 5000 }, (_, index) => `directory ${index % 7}/sub/file ${index}`);
  const table = new FileTable();
  for (const [index, path] of paths.entries()) table.add(entry(path, index));
  for (const [index, path] of paths.entries()) {
    if (index % 2 === 0) assert.deepEqual(table.take(entry(path)), { ...entry(path, index), isTouched: true });
  }
  assert.equal(table.take(entry(paths[0] ?? "")), undefined);
  assert.deepEqual(
    [...table.left()],
    paths.filter((_, index) => index % 2 === 1),
  );
});

test("one name in two directories, in another case, and as a stream are four files", () => {
  const paths = ["a/name", "b/name", "a/NAME", "a/name:stream"];
  const table = new FileTable();
  for (const [index, path] of paths.entries()) table.add(entry(path, index + 1));
  assert.deepEqual(
    paths.toReversed().map((path) => table.take(entry(path))?.node),
    [4, 3, 2, 1],
  );
  assert.deepEqual([table.take(entry("c/name")), table.take(entry("name"))], [undefined, undefined]);
});

test("a damaged directory may have a name twice: the files are taken one after the other", () => {
  const table = new FileTable();
  table.add(entry("a/twice", 1));
  table.add(entry("a/twice", 2));
  const taken = [table.take(entry("a/twice")), table.take(entry("a/twice")), table.take(entry("a/twice"))];
  assert.deepEqual(
    taken.map((file) => file?.node),
    [1, 2, undefined],
  );
});
