import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { findFiles } from "../../../server/src/cli/find-files.ts";

const root = mkdtempSync(path.join(tmpdir(), "find-files-"));
after(() => rmSync(root, { recursive: true }));
for (const name of [
  "b.yaml",
  "a.yml",
  "notes.txt",
  "deep/er/c.json",
  "deep/chart.yaml.tpl",
  "deep/group.json.template",
  "deep/d.JSONC",
  "node_modules/x/package.json",
  ".git/config.json",
  ".github/e.yaml",
]) {
  mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
  writeFileSync(path.join(root, name), "");
}
symlinkSync(root, path.join(root, "deep/loop"));
symlinkSync(path.join(root, "b.yaml"), path.join(root, "deep/link.yaml"));

const names = (...args: readonly string[]): readonly string[] => findFiles(args, root).files.map(({ name }) => name);

const cases: readonly (readonly [why: string, args: readonly string[], found: readonly string[]])[] = [
  [
    "a folder gives its specs and templates, not what others own; links to folders are not followed",
    ["."],
    [
      ".github/e.yaml",
      "a.yml",
      "b.yaml",
      "deep/chart.yaml.tpl",
      "deep/d.JSONC",
      "deep/er/c.json",
      "deep/group.json.template",
      "deep/link.yaml",
    ],
  ],
  ["a folder keeps the name that it was given", ["./deep/er/"], ["./deep/er/c.json"]],
  ["a file is read whatever it is called", ["notes.txt"], ["notes.txt"]],
  [
    "a file in a skipped folder is read when it is named",
    ["node_modules/x/package.json"],
    ["node_modules/x/package.json"],
  ],
  ["a glob", ["deep/**/*.json"], ["deep/er/c.json"]],
  ["order does not depend on the arguments, doubles count once", ["b.yaml", "a.yml", "./b.yaml"], ["a.yml", "b.yaml"]],
];
for (const [why, args, found] of cases) {
  test(why, () => assert.deepEqual(names(...args), found));
}

test("what does not exist and what matches nothing is a problem each", () => {
  assert.deepEqual(findFiles(["gone.yaml", "*.toml", "bad\0name"], root), {
    files: [],
    problems: ["'gone.yaml' does not exist.", "no file matches '*.toml'.", "'bad\0name' does not exist."],
  });
});
