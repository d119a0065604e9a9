import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { parseEventsOf } from "../../../../../server/src/pods/yaml/parse-events.ts";
import { readSimpleYaml } from "../../../../../server/src/pods/yaml/simple/read-simple-yaml.ts";
import type { TreeNode } from "../../../../../server/src/pods/yaml/tree.ts";
import { buildTree } from "../../../../../server/src/pods/yaml/tree-builder.ts";

/** What the full parser makes of a text; its refusal where it has one. */
function readFully(text: string): TreeNode | string | undefined {
  const outcome = parseEventsOf(text);
  return outcome.kind === "events" ? buildTree(outcome.events, text, text) : outcome.kind;
}

const simple = [
  "a: b\n",
  "a: 1\nb: true\nc: ~\nd: yes\n",
  "# head\n\na: b # why\n   # deeper\nc:   d   \n",
  "a: \"x\"\nb: 'it''s'\n\"c d\": e\n'f': \"\\u0041\\n\"\n",
  "a:\n  b:\n    c: d\n  e: f\ng: h",
  "a:\n- b\n- c: d\n  e: f\ng:\n  - h\n",
  "a:\nb: # nothing\nc:\n  - d: e\n    f:\n",
  'a: ["x", y, 1]\nb: { c: d, "e": \'f\' }\ng: []\nh: {}\n',
  "a: b\r\nc:\r\n  - d\r\n\r\n",
  "a: http://x/y?z#w\nb: -5\nc: C:\\temp\nio.x/y_z: 1\n",
];

const others: readonly (readonly [text: string, why: string])[] = [
  ["a: b\n  c\n", "a scalar that goes on in the next line"],
  ["a: |\n  b\n", "a block scalar"],
  ["a: &x b\n", "an anchor"],
  ["a: *x\n", "an alias"],
  ["a: !!str b\n", "a tag"],
  ["<<: *x\n", "a merge key"],
  ["? a\n: b\n", "an explicit key"],
  ["a: [b,\n  c]\n", "brackets over two lines"],
  ["a: [[b]]\n", "brackets in brackets"],
  ["a: {{ b }}\n", "a template"],
  ['a: "b\n  c"\n', "a quoted scalar over two lines"],
  ['a: "\\x41"\n', "an escape that JSON does not have"],
  ["a: é\n", "other characters than those of ASCII"],
  ["a:\tb\n", "a tab"],
  ["--- a\n", "a marker"],
  ["- - a\n", "a list on the line of its item"],
  ["-\n- a\n", "an empty item"],
  ["a\n", "a scalar alone"],
  ["# nothing\n", "no content"],
  ["a: b: c\n", "two colons, which is an error"],
  ["a: b\n c: d\n", "indentation that is an error"],
  ["a:\n  b: c\n d: e\n", "a line between two levels"],
  ['a: "b" c\n', "text behind a quote"],
  [" a: b\n", "an indented root"],
];

suite("simple YAML", () => {
  for (const text of simple) {
    test(`is read as the full parser reads it: ${JSON.stringify(text)}`, () => {
      const tree = readSimpleYaml(text);
      assert.ok(tree);
      assert.deepEqual(tree, readFully(text));
    });
  }

  for (const [text, why] of others) {
    test(`${why} is left to the full parser`, () => assert.equal(readSimpleYaml(text), undefined));
  }

  test("nesting without end is left to the full parser", () => {
    const deep = Array.from({ length: 5000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    assert.equal(readSimpleYaml(deep), undefined);
    assert.equal(readSimpleYaml(`${"- ".repeat(5000)}a`), undefined);
  });

  test("whatever is read is what the full parser reads", () => {
    const tokens = [
      "a",
      "b: ",
      "- ",
      ": ",
      "x: y",
      '"',
      "'",
      "[",
      "]",
      "{",
      "}",
      ", ",
      " #",
      "#",
      "\\",
      "|",
      "&c ",
      "*c",
    ];
    const token = fc.constantFrom(
      ...tokens,
      ...["\n", "\n", "\n", "\n"],
      "\n  ",
      "\n  ",
      "\n    ",
      "\r\n",
      "\r",
      "\t",
      "é",
      "---\n",
      "''",
      '"q"',
    );
    const start = fc.constantFrom("", "a: b\n", "a:\n  b: c\n", "a:\n- b: c\n", 'a: ["b", c]\n', "a: 'b'\n");
    fc.assert(
      fc.property(start, fc.array(token, { maxLength: 14 }), (first, rest) => {
        const text = first + rest.join("");
        const tree = readSimpleYaml(text);
        if (tree !== undefined) assert.deepEqual(tree, readFully(text));
      }),
      { numRuns: 20_000, seed: 5 },
    );
  });
});
