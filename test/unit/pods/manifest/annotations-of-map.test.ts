import assert from "node:assert/strict";
import { test } from "node:test";
import { annotationAt, pathAt, setAt } from "../../../../server/src/pods/manifest/lookup.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";
import { setsOf, summary } from "./sets.ts";

function pod(annotations: string): ReturnType<typeof setsOf>[number] | undefined {
  return setsOf(`base: &base\n  shared: "1"\n  other: "2"\nkind: Pod\nmetadata:\n  annotations:\n${annotations}\n`)[0];
}

test("every part of an annotation has its place", () => {
  const text = 'kind: Pod\nmetadata:\n  annotations:\n    "k": "v" # c\n    e:\n    n: {a: b}\n';
  const [set] = setsOf(text);
  assert.ok(set !== undefined);
  const parts = set.annotations.map(({ key, value, valueType, keySpan, valueSpan, span }) => {
    return [key, value, valueType, ...[keySpan, valueSpan, span].map(({ start, end }) => text.slice(start, end))];
  });
  assert.deepEqual(parts, [
    ["k", "v", "string", '"k"', '"v"', '"k": "v"'],
    ["e", "", "missing", "e", "", "e:"],
    ["n", "{a: b}", "collection", "n", "{a: b}", "n: {a: b}"],
  ]);
  assert.equal(text.slice(set.ownerSpan.start, set.ownerSpan.end), "annotations");
  assert.equal(set.syntax, "yaml-block");
});

test("a merge key brings its map's annotations, unless the pod has them itself", () => {
  const set = pod('    <<: *base\n    other: "3"');
  assert.ok(set !== undefined);
  assert.equal(summary(set), "Pod sandbox metadata.annotations {shared=1, other=3}");
  assert.equal(set.incomplete, undefined);
});

test("a list of merged maps: the first that has a key wins", () => {
  const set = pod("    <<: [{shared: a}, *base]\n    x: y");
  assert.ok(set !== undefined);
  assert.equal(summary(set), "Pod sandbox metadata.annotations {other=2, shared=a, x=y}");
});

test("what may hide annotations makes a set incomplete", () => {
  assert.equal(pod("    <<: *nowhere\n    a: b")?.incomplete, true);
  assert.equal(pod("    {{ x }}: y\n    a: b")?.incomplete, true);
  assert.equal(pod("    {{- x }}\n    a: b")?.incomplete, true);
  assert.equal(pod("    a: {{ x }}")?.incomplete, undefined);
  assert.equal(pod("    a: b")?.incomplete, undefined);
});

test("a value that a tool fills in is unknown", () => {
  for (const value of ["{{ x }}", '"{{ x }}"', `\${X}`, "a-$(X)", "*nowhere"]) {
    assert.equal(pod(`    a: ${value}`)?.annotations[0]?.valueKnown, false, value);
  }
  for (const value of ['"<CPU>"', "$x", "C:\\a"]) {
    assert.equal(pod(`    a: ${value}`)?.annotations[0]?.valueKnown, true, value);
  }
});

test("set, annotation and path at an offset", () => {
  const text = 'kind: Pod\nmetadata:\n  annotations:\n    a: "1"\n    b: "2"\n';
  const document = PodFile.open("pod.yaml", text).documents[0]?.document;
  assert.ok(document !== undefined);
  const at = text.indexOf('"2"') + 1;
  const set = setAt(document, at);
  assert.ok(set !== undefined);
  assert.equal(annotationAt(set, at)?.key, "b");
  assert.deepEqual(pathAt(document.tree, at)?.path, ["metadata", "annotations", "b"]);
  assert.deepEqual(pathAt(document.tree, text.indexOf("b:"))?.path, ["metadata", "annotations"]);
  assert.equal(pathAt(document.tree, text.indexOf("b:"))?.entry?.key.value, "b");
  assert.equal(setAt(document, 3), undefined);
});
