import assert from "node:assert/strict";
import { test } from "node:test";
import { readYaml } from "../../../../server/src/pods/yaml/read-yaml.ts";
import { showTree } from "./show-tree.ts";

const head = "kind: Pod\nmetadata:\n  annotations:\n";

/** The annotations read where `line` is being typed between two whole ones. */
function around(line: string): unknown {
  const text = `${head}    one: "1"\n${line}\n    two: "2"\nspec:\n  x: 3\n`;
  const tree = readYaml(text).tree;
  const shown = showTree(tree, text);
  assert.ok(Array.isArray(shown));
  return shown;
}

function expected(...between: readonly (readonly [string, string])[]): unknown {
  const annotations = [
    ["one", 'double string "1" from "\\"1\\""'],
    ...between,
    ["two", 'double string "2" from "\\"2\\""'],
  ];
  return [
    ["kind", 'plain string "Pod"'],
    ["metadata", [["annotations", annotations]]],
    ["spec", [["x", 'plain number "3"']]],
  ];
}

const lost: readonly string[] = [
  "    io.microsoft.wcow",
  '    "io.microsoft.wcow',
  "    'io.microsoft.wcow",
  '    "io.microsoft.wcow"',
  '    key:"value"',
  "    - item",
  "\tkey",
  "    *",
  "    {",
];
for (const line of lost) {
  test(`a half-typed key costs its own line only: ${JSON.stringify(line)}`, () =>
    assert.deepEqual(around(line), expected()));
}

const unknown: readonly (readonly [string, string])[] = [
  ['    key: "value', '"value'],
  ["    key: 'value", "'value"],
  ["    key: [a", "[a"],
  ["    key: {a: b", "{a: b"],
  ['    key: "a" b', '"a" b'],
  ['    key: "C:\\debug"', '"C:\\debug"'],
  ["    key: a: b", "a: b"],
  ["    key: @x", "@x"],
  ["    key: |x", "|x"],
  // Only the colon is missing.
  ['    my.key "true"', 'true"'],
];
for (const [line, value] of unknown) {
  test(`a half-typed value costs the value, not the key: ${line.trim()}`, () => {
    const tree = around(line);
    assert.ok(JSON.stringify(tree).includes(JSON.stringify(JSON.stringify(value)).slice(1, -1)), JSON.stringify(tree));
    assert.match(JSON.stringify(tree), /\["(?:my\.)?key","unknown /);
    assert.match(JSON.stringify(tree), /\["one","double .*\["two","double .*\["spec",\[\["x"/);
  });
}

const parents: readonly string[] = ["  labels", '  "labels:', "  labels:#", "  labels: [", "  l"];
for (const line of parents) {
  test(`what stands below a half-typed ${JSON.stringify(line.trim())} does not fall on its neighbors`, () => {
    const text = `kind: Pod\nmetadata:\n  name: x\n${line}\n    app: y\n    tier: z\n  annotations:\n    one: "1"\n`;
    const shown = JSON.stringify(showTree(readYaml(text).tree, text));
    assert.match(shown, /\["name","plain string .*\["annotations",\[\["one","double string/);
  });
}

test("a bracket that closes further left than its map is no fault", () => {
  const text = `${head.trimEnd()} {\n    one: "1", # {\n    two: [a,\n  ]\n  }\nspec:\n  x: 3\n`;
  const shown = JSON.stringify(showTree(readYaml(text).tree, text));
  assert.match(shown, /\["one","double string .*\["two",\["plain string .*\["spec",/);
});

test("several broken lines are repaired one after the other", () => {
  const text = `${head}    one: "1"\n    foo\n    two: "2\n    three: "3"\n    bar\n`;
  const shown = JSON.stringify(showTree(readYaml(text).tree, text));
  assert.match(shown, /"one","double string/);
  assert.match(shown, /"two","unknown double|"two","unknown plain/);
  assert.match(shown, /"three","double string/);
});

test("a document beyond repair is read line by line", () => {
  const broken = '    foo\n    "\n'.repeat(200);
  const text = `${head}    one: "1"\n${broken}    two: 'it''s'\nspec:\n  list:\n    - a: 1\n    - a: 2\n`;
  assert.deepEqual(showTree(readYaml(text).tree, text), [
    ["kind", 'plain string "Pod"'],
    [
      "metadata",
      [
        [
          "annotations",
          [
            ["one", 'double string "1" from "\\"1\\""'],
            ["two", `single string "it's" from "'it''s'"`],
          ],
        ],
      ],
    ],
    ["spec", [["list", [[["a", 'plain number "1"']], [["a", 'plain number "2"']]]]]],
  ]);
});

test("what YAML cannot hold makes a value unknown and nothing else", () => {
  const text = `${head}    one: "1"\n    bad: a\u0000b\n    half: \uD800\n`;
  const shown = JSON.stringify(showTree(readYaml(text).tree, text));
  assert.match(shown, /"one","double string/);
  assert.match(shown, /"bad","unknown plain/);
  assert.match(shown, /"half","unknown plain/);
});

test("template expressions make unknown what they touch and hide nothing else", () => {
  const text = [
    "{{- if .Values.on }}",
    "metadata:",
    "  annotations:",
    "    {{- toYaml .Values.annotations | nindent 4 }}",
    "    key: {{ .Values.key }}-x",
    '    quoted: "{{ .Values.quoted }}"',
    "    {{ .Values.name }}: x",
    '    known: "1"',
    "    {{- end }}",
    "",
  ].join("\n");
  const reading = readYaml(text);
  assert.equal(reading.quality, "templated");
  const shown = JSON.stringify(showTree(reading.tree, text));
  assert.match(shown, /"key","unknown plain string \\"\{\{ .Values.key \}\}-x/);
  assert.match(shown, /"quoted","unknown double/);
  assert.match(shown, /"known","double string \\"1\\"/);
});
