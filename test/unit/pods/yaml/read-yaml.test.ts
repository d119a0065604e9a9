import assert from "node:assert/strict";
import { test } from "node:test";
import { readYaml } from "../../../../server/src/pods/yaml/read-yaml.ts";
import { showTree } from "./show-tree.ts";

function shown(text: string): unknown {
  return showTree(readYaml(text).tree, text);
}

const cases: readonly (readonly [string, string, unknown])[] = [
  [
    "plain values have the type kubectl gives them",
    "a: yes\nb: 5\nc: text\n",
    [
      ["a", 'plain boolean11 "yes"'],
      ["b", 'plain number "5"'],
      ["c", 'plain string "text"'],
    ],
  ],
  [
    "quoted values are text",
    "a: 'it''s'\nb: \"x\\ty\"\n",
    [
      ["a", `single string "it's" from "'it''s'"`],
      ["b", 'double string "x\\ty" from "\\"x\\\\ty\\""'],
    ],
  ],
  [
    "a block scalar's span goes from its header to its last character",
    "a: |  # |\n  x\n\nb: >-\n  y\n  z\n",
    [
      ["a", 'literal string "x\\n" from "|  # |\\n  x"'],
      ["b", 'folded string "y z" from ">-\\n  y\\n  z"'],
    ],
  ],
  [
    "a missing value is nothing",
    "a:\nb: # later\nc: ~\n",
    [
      ["a", "nothing"],
      ["b", "nothing"],
      ["c", 'plain null "~"'],
    ],
  ],
  [
    "a core tag decides the type and belongs to the span",
    "a: !!str true\nb: !!bool 'true'\n",
    [
      ["a", 'plain string "true" from "!!str true"'],
      ["b", `single boolean "true" from "!!bool 'true'"`],
    ],
  ],
  [
    "what binary encodes is not known",
    "a: !!binary dHJ1ZQ==\n",
    [["a", 'unknown plain string "dHJ1ZQ==" from "!!binary dHJ1ZQ=="']],
  ],
  [
    "an alias to a scalar has its value at its own place",
    "a: &x 'on'\nb: *x\n",
    [
      ["a", `single string "on" from "'on'"`],
      ["b", 'plain string "on" from "*x"'],
    ],
  ],
  [
    "an alias to a flat map is that map",
    "a: &x {k: v}\nb: *x\n",
    [
      ["a", [["k", 'plain string "v"']]],
      ["b", [["k", 'plain string "v"']]],
    ],
  ],
  [
    "an alias to a deep map or to nothing is unknown",
    "a: &x {k: {l: m}}\nb: *x\nc: *y\n",
    [
      ["a", [["k", [["l", 'plain string "m"']]]]],
      ["b", 'unknown plain string "*x"'],
      ["c", 'unknown plain string "*y"'],
    ],
  ],
  [
    "duplicate keys are all there",
    "a: 1\na: 2\n",
    [
      ["a", 'plain number "1"'],
      ["a", 'plain number "2"'],
    ],
  ],
  ["sequences may stand at their key's column", "a:\n- x\n-\n", [["a", ['plain string "x"', 'plain null ""']]]],
  [
    "CRLF and byte order mark",
    '\uFEFFa: "1"\r\nb: x\r\n',
    [
      ["a", 'double string "1" from "\\"1\\""'],
      ["b", 'plain string "x"'],
    ],
  ],
  [
    "JSON that YAML refuses is read as JSON",
    '{"a": {"b": "1"}, "c": true, // comment\n',
    [
      ["a", [["b", 'json string "1" from "\\"1\\""']]],
      ["c", 'json boolean "true"'],
    ],
  ],
];

for (const [name, text, tree] of cases) {
  test(name, () => assert.deepEqual(shown(text), tree));
}

test("flow collections span their brackets, block collections their entries", () => {
  const text = "a: { b: [x, y ] , }\nc:\n  d: 1\n";
  const tree = readYaml(text).tree;
  assert.ok(tree?.kind === "map");
  const spans = tree.entries.map(({ value }) => value && text.slice(value.span.start, value.span.end));
  assert.deepEqual(spans, ["{ b: [x, y ] , }", "d: 1"]);
  assert.equal(text.slice(tree.span.start, tree.span.end), text.trimEnd());
});

test("an alias bomb costs no more than its text", () => {
  const levels = Array.from({ length: 80 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
  const { tree } = readYaml(["a0: &a0 [x, x]", ...levels].join("\n"));
  let nodes = 0;
  const open = [tree];
  for (let node = open.pop(); node !== undefined && nodes < 100_000; node = open.pop()) {
    nodes++;
    if (node.kind === "sequence") open.push(...node.items);
    if (node.kind === "map") open.push(...node.entries.map(({ value }) => value));
  }
  assert.ok(nodes < 1000, `${nodes} nodes`);
});

test("nesting beyond the limit is said, and what stands on lines of its own is still read", () => {
  const reading = readYaml(`a: 1\nb: ${"[".repeat(2000)}${"]".repeat(2000)}\n`);
  assert.ok(reading.tooDeepAt !== undefined);
  assert.ok(reading.tree?.kind === "map");
  assert.deepEqual(
    reading.tree.entries.map(({ key }) => key.value),
    ["a", "b"],
  );
});
