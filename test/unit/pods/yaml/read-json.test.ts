import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readJson } from "../../../../server/src/pods/yaml/read-json.ts";
import type { TreeNode } from "../../../../server/src/pods/yaml/tree.ts";
import { showTree } from "./show-tree.ts";

const cases: readonly (readonly [string, string, unknown])[] = [
  [
    "escapes",
    '{"a": "C:\\\\x\\u0041\\n"}',
    [["a", 'json string "C:\\\\xA\\n" from "\\"C:\\\\\\\\x\\\\u0041\\\\n\\""']],
  ],
  [
    "literals",
    '{"a": true, "b": null, "c": -1.5e3}',
    [
      ["a", 'json boolean "true"'],
      ["b", 'json null "null"'],
      ["c", 'json number "-1.5e3"'],
    ],
  ],
  ["comments and trailing commas", '// x\n{"a": [1, /* 2, */ 3,],}\n', [["a", ['json number "1"', 'json number "3"']]]],
  [
    "a key without colon is still being typed",
    '{"a": 1, "b"\n, "c": 3}',
    [
      ["a", 'json number "1"'],
      ["c", 'json number "3"'],
    ],
  ],
  [
    "a key without value",
    '{"a":\n "b": 2}',
    [
      ["a", "nothing"],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "a missing colon costs the value",
    '{"a" "x", "b": 2}',
    [
      ["a", 'unknown json string "x" from "\\"x\\""'],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "a missing comma costs nothing",
    '{"a": 1\n "b": 2}',
    [
      ["a", 'json number "1"'],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "an open string ends with its line",
    '{"a": "x,\n "b": 2}',
    [
      ["a", 'unknown json string "x," from "\\"x,"'],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "a stray quote costs the value before it",
    '{"a": "x"y",\n "b": 2}',
    [
      ["a", 'unknown json string "x" from "\\"x\\""'],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "an open key costs its line",
    '{"a": 1,\n "io.mic\n "b": 2}',
    [
      ["a", 'json number "1"'],
      ["b", 'json number "2"'],
    ],
  ],
  [
    "a placeholder is unknown",
    '{"a": <N>, "b": $x}',
    [
      ["a", 'unknown json string "<N>"'],
      ["b", 'unknown json string "$x"'],
    ],
  ],
  [
    "an escape that JSON has not",
    '{"a": "C:\\debug"}',
    [["a", 'unknown json string "C:\\\\debug" from "\\"C:\\\\debug\\""']],
  ],
  [
    "brackets that are missing",
    '{"a": {"b": [1, {"c": 2',
    [["a", [["b", ['json number "1"', [["c", 'json number "2"']]]]]]],
  ],
  [
    "a bracket too many",
    '{"a": 1], "b": 2}',
    [
      ["a", 'json number "1"'],
      ["b", 'json number "2"'],
    ],
  ],
];

for (const [name, text, tree] of cases) {
  test(name, () => assert.deepEqual(showTree(readJson(text).tree, text), tree));
}

/** A spec as `JSON.stringify` lays it out, with one line in another form. */
const laidOut = (line: number, by: string): string => {
  const lines = JSON.stringify({ mounts: [{ a: 1 }], annotations: { b: 2, c: 3 }, windows: { d: {} } }, null, 2);
  return lines.split("\n").with(line, by).join("\n");
};
const whole = [
  [
    "annotations",
    [
      ["b", 'json number "2"'],
      ["c", 'json number "3"'],
    ],
  ],
  ["windows", [["d", []]]],
];

const unbalanced: readonly (readonly [string, number, string])[] = [
  ["an array is opened", 1, '  "mounts": [], "x": ['],
  ["an object is opened", 1, '  "mounts": [], "x": {'],
  ["an array is not opened yet", 1, '  "moun'],
  ["an item is not closed yet", 4, "    "],
  ["an array is not closed yet", 5, "  "],
  ["a bracket is closed twice", 5, "  ]},"],
  ["another bracket is closed", 4, "    ]"],
  ["a comment is opened", 3, "/*"],
];
for (const [name, line, by] of unbalanced) {
  test(`lines' indentation tells what belongs together where ${name}`, () => {
    const text = laidOut(line, by);
    const shown = showTree(readJson(text).tree, text);
    assert.ok(Array.isArray(shown));
    assert.deepEqual(shown.slice(-2), whole);
  });
}

test("another value behind the first is no part of it", () => {
  const text = '{"a": {\n"b": 1}}\n{"c": 2}';
  assert.deepEqual(showTree(readJson(text).tree, text), [["a", [["b", 'json number "1"']]]]);
});

/** What JSON.parse would have made of the tree. */
function jsonValueOf(node: TreeNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "map")
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, jsonValueOf(value)]));
  if (node.kind === "sequence") return node.items.map(jsonValueOf);
  return node.type === "string" ? node.value : JSON.parse(node.value);
}

test("reads every JSON object as JSON.parse does", () => {
  const key = fc.string().filter((name) => name !== "__proto__");
  const object = fc.dictionary(key, fc.jsonValue({ maxDepth: 3 }));
  fc.assert(
    fc.property(object, fc.constantFrom(0, 2, "\t"), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const reading = readJson(text);
      assert.equal(reading.quality, "exact");
      assert.deepEqual(
        jsonValueOf(reading.tree),
        JSON.parse(text, (name, inner: unknown) => (name === "__proto__" ? undefined : inner)),
      );
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("nesting beyond the limit is skipped and said", () => {
  const reading = readJson(`{"a": ${"[".repeat(50_000)}${"]".repeat(50_000)}, "b": "x"}`);
  assert.ok(reading.tooDeepAt !== undefined);
  assert.ok(reading.tree?.kind === "map");
  assert.deepEqual(
    reading.tree.entries.map(({ key }) => key.value),
    ["a", "b"],
  );
});
