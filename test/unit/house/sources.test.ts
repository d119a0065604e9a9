import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, productSources, type Source, sourcesOf } from "./sources.ts";

const allSources = [...productSources, ...sourcesOf("test/unit", "test/protocol", "test/vscode")];
const lineCount = ({ text }: Source): number => text.trimEnd().split("\n").length;

/** Files in which some line, comments and strings apart, matches. */
function filesWith(pattern: RegExp): readonly string[] {
  const code = (line: string): string => line.replace(/\/\/.*|"(?:[^"\\]|\\.)*"|`[^`]*`|^\s*\/?\*.*/g, "");
  return allSources
    .filter(({ text }) => text.split("\n").some((line) => pattern.test(code(line))))
    .map(({ file }) => file);
}

test("a file is one concept: none over 350 lines, half of them under 80", () => {
  assert.deepEqual(
    allSources.filter((source) => lineCount(source) > 350).map(({ file }) => file),
    [],
  );
  const sizes = productSources.map(lineCount).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0;
  assert.ok(median < 80, `the median is ${median}`);
});

test("files and folders have kebab-case names", () => {
  const names = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/;
  const folders = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const bad = allSources.filter(({ file }) => {
    const parts = file.split("/");
    return !names.test(parts.pop() ?? "") || !parts.every((part) => folders.test(part));
  });
  assert.deepEqual(
    bad.map(({ file }) => file),
    [],
  );
});

test("no any, and no cast that only silences the compiler", () => {
  assert.deepEqual(filesWith(/(:|<|\bas)\s*any\b/), []);
  assert.deepEqual(filesWith(/@ts-(ignore|expect-error|nocheck)/), []);
});

test("the product opens no connection but to pipes of this machine", () => {
  const connections = /^node:(http|https|http2|net|dgram|tls)$/;
  // Node has named pipes nowhere else; this file refuses every name that is not one.
  const localPipes = ["client/src/infrastructure/local-pipe.ts"];
  const connecting = productSources.filter(
    (source) => importsOf(source).some(({ to }) => connections.test(to)) || /\bawait fetch\(/.test(source.text),
  );
  assert.deepEqual(
    connecting.map(({ file }) => file),
    localPipes,
  );
});
