import assert from "node:assert/strict";
import { test } from "node:test";
import { moveToPath } from "../../../../server/src/pods/edits/annotation-edits.ts";
import { applied, pairs, readSets } from "./apply.ts";

/** Moves the annotations with these keys, or all, of a text's misplaced set. */
function moved(text: string, syntax: "yaml" | "json", keys?: readonly string[]): string {
  const set = readSets(text, syntax).find(({ level }) => level === "misplaced");
  assert.ok(set !== undefined);
  return applied(
    text,
    moveToPath(
      text,
      set,
      set.annotations.filter(({ key }) => keys?.includes(key) ?? true),
    ),
  );
}

test("to annotations that are there", () => {
  const text = `kind: Deployment
metadata:
  annotations:
    a: true
    b: 'C:\\x'
spec:
  template:
    metadata:
      annotations:
        c: "3"
`;
  assert.equal(
    moved(text, "yaml", ["a"]),
    text.replace("    a: true\n", "").replace('c: "3"\n', 'c: "3"\n        a: "true"\n'),
  );
  assert.equal(
    moved(text, "yaml"),
    text
      .replace("  annotations:\n    a: true\n    b: 'C:\\x'\n", "")
      .replace('c: "3"\n', `c: "3"\n        a: "true"\n        b: 'C:\\x'\n`),
  );
});

test("to metadata without annotations, to a template without metadata, to annotations without a value", () => {
  const head = 'kind: Job\nmetadata:\n  name: x\n  annotations:\n    a: "1"\n';
  const kept = "kind: Job\nmetadata:\n  name: x\n";
  assert.equal(
    moved(`${head}spec:\n  template:\n    metadata:\n      labels: {}\n`, "yaml"),
    `${kept}spec:\n  template:\n    metadata:\n      annotations:\n        a: "1"\n      labels: {}\n`,
  );
  assert.equal(
    moved(`${head}spec:\n  template:\n    spec: {}\n`, "yaml"),
    `${kept}spec:\n  template:\n    metadata:\n      annotations:\n        a: "1"\n    spec: {}\n`,
  );
  assert.equal(
    moved(`${head}spec:\n  template:\n    metadata:\n      annotations:\n    spec: {}\n`, "yaml"),
    `${kept}spec:\n  template:\n    metadata:\n      annotations:\n        a: "1"\n    spec: {}\n`,
  );
  assert.equal(
    moved(`${head}spec:\n  template: {metadata: {labels: {}}}\n`, "yaml"),
    `${kept}spec:\n  template: {metadata: {annotations: {a: "1"}, labels: {}}}\n`,
  );
});

test("in JSON", () => {
  const text = JSON.stringify(
    { kind: "Deployment", metadata: { name: "x", annotations: { a: "1", b: "2" } }, spec: { template: { spec: {} } } },
    null,
    2,
  );
  const expected = {
    kind: "Deployment",
    metadata: { name: "x" },
    spec: { template: { metadata: { annotations: { a: "1", b: "2" } }, spec: {} } },
  };
  assert.equal(moved(text, "json"), JSON.stringify(expected, null, 2));
});

test("from a CronJob's job and from an object in a list", () => {
  const text = `kind: List
items:
- kind: CronJob
  spec:
    jobTemplate:
      metadata:
        annotations: {a: "1", b: "2"}
      spec:
        template:
          spec: {}
`;
  const sets = readSets(moved(text, "yaml", ["a"]), "yaml");
  assert.deepEqual(
    sets.map(({ level }) => level),
    ["misplaced", "sandbox"],
  );
  assert.deepEqual(sets.map(pairs), [["b=2"], ["a=1"]]);
});

test("a key that is there already is only removed; nothing is done where something stands in the way", () => {
  const head = 'kind: Job\nmetadata:\n  annotations:\n    a: "1"\n';
  const there = "spec:\n  template:\n    metadata:\n      annotations: {a: x}\n";
  assert.equal(moved(head + there, "yaml"), `kind: Job\nmetadata:\n${there}`);
  const blocked = `${head}spec:\n  template: text\n`;
  assert.equal(moved(blocked, "yaml"), blocked);
});
