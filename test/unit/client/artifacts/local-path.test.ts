import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { isLocalPath, isSamePath } from "../../../../client/src/artifacts/runs/local-path.ts";

const remote = [
  "\\\\server\\share\\boot.vhd",
  "//server/share/boot.vhd",
  "\\\\?\\UNC\\server\\share",
  "\\\\.\\pipe\\x",
];

for (const file of remote) test(`not looked at: ${file}`, () => assert.equal(isLocalPath(file), false));

test("an absolute path of this machine is, a relative one is not", () => {
  assert.equal(isLocalPath(path.resolve("boot.vhd")), true);
  assert.equal(isLocalPath("boot.vhd"), false);
});

test("a folder is the same with a separator at its end, and on Windows in another case", () => {
  const folder = path.resolve("debug");
  assert.equal(isSamePath(folder, folder + path.sep), true);
  assert.equal(isSamePath(folder, folder.toUpperCase()), process.platform === "win32");
  assert.equal(isSamePath(folder, path.dirname(folder)), false);
});
