import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeLens } from "vscode-languageclient/node";
import { sandboxAt, sandboxesOfLenses } from "../../../../client/src/preview/sandbox.ts";

const lens = (line: number, command: string, title: string, ...args: readonly unknown[]): CodeLens => ({
  range: { start: { line, character: 0 }, end: { line: line + 5, character: 0 } },
  command: { title, command, arguments: [...args] },
});
const preview = "confidentialPods.previewDocument";

/** Two sandboxes; the file's second one has no annotation of ours, so its index is missing. */
const lenses: readonly CodeLens[] = [
  lens(2, "", "Confidential WCOW"),
  lens(2, preview, "Preview HCS document", "file:///pods.yaml", 0),
  lens(2, "confidentialPods.bootSandbox", "Boot this UVM", "file:///pods.yaml", 0),
  lens(40, "", "Confidential LCOW"),
  lens(40, preview, "Preview HCS document", "file:///pods.yaml", 2),
];

test("each sandbox has its index, line and summary", () => {
  assert.deepEqual(sandboxesOfLenses(lenses), [
    { index: 0, line: 2, summary: "Confidential WCOW" },
    { index: 2, line: 40, summary: "Confidential LCOW" },
  ]);
});

test("a line belongs to the sandbox that begins above it; the first lines to the first one", () => {
  const sandboxes = sandboxesOfLenses(lenses);
  const indexes = [0, 2, 39, 40, 1000].map((line) => sandboxAt(sandboxes, line)?.index);
  assert.deepEqual(indexes, [0, 0, 0, 2, 2]);
  assert.equal(sandboxAt([], 3), undefined);
});

test("lenses of others are no sandboxes", () => {
  assert.deepEqual(sandboxesOfLenses([lens(1, "yaml.schema", "Pod"), { range: lens(1, "", "").range }]), []);
});
