import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { parentPaths } from "../../../server/src/image-files/parent-paths.ts";

const folder = path.resolve("snapshots", "7");
const at = (...parts: readonly string[]): string => path.resolve(folder, ...parts);

const cases: readonly (readonly [why: string, stored: string, places: readonly string[]])[] = [
  ["relative, as VHD and VHDX write it", ".\\base.vhdx", [at("base.vhdx")]],
  ["relative, up and down", "..\\6\\base.vhdx", [at("..", "6", "base.vhdx"), at("base.vhdx")]],
  ["a bare name", "base.vhd", [at("base.vhd")]],
  ["a share: asking for it would tell a foreign server who reads", "\\\\server\\share\\base.vhdx", []],
  ["a share with slashes", "//server/share/base.vhdx", []],
  ["a share behind the prefix for long paths", "\\\\?\\UNC\\server\\share\\base.vhdx", []],
  ["a device", "\\\\.\\pipe\\base.vhdx", []],
  ["nothing", "", []],
];
for (const [why, stored, places] of cases) {
  test(`a parent may be at: ${why}`, () => {
    assert.deepEqual(parentPaths([{ kind: "relative_path", path: stored }], folder), places);
  });
}

const windowsPaths = [
  "C:\\snapshots\\6\\base.vhdx",
  "\\\\?\\Volume{0f0f0f0f-0000-0000-0000-0000000000ab}\\6\\base.vhdx",
];
for (const stored of windowsPaths) {
  test(`a chain that was copied from its host: ${stored} is looked for beside its child`, () => {
    const places = parentPaths([{ kind: "absolute_win32_path", path: stored }], folder);
    assert.deepEqual(places, path.sep === "\\" ? [stored, at("base.vhdx")] : [at("base.vhdx")]);
  });
}

test("the places that a disk names come before guesses, each once", () => {
  const locators = [
    { kind: "relative_path", path: "..\\6\\base.vhdx" },
    { kind: "relative_path", path: ".\\base.vhdx" },
  ];
  assert.deepEqual(parentPaths(locators, folder), [at("..", "6", "base.vhdx"), at("base.vhdx")]);
});
