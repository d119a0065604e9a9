import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blockCursor } from "../../../../server/src/features/completion/block-cursor.ts";
import type { Cursor } from "../../../../server/src/features/completion/cursor.ts";
import { flowCursor } from "../../../../server/src/features/completion/flow-cursor.ts";
import { PodFile } from "../../../../server/src/pods/pod-file.ts";

function cursorAt(text: string, offset: number, extension: string): Cursor | undefined {
  const document = PodFile.open(`x.${extension}`, text).documents[0]?.document;
  if (document === undefined) return undefined;
  return (extension === "json" ? undefined : blockCursor(document, offset)) ?? flowCursor(document, offset);
}

/** The cursor where `|` stands, in one line: what it expects, and what it would replace. */
function described(marked: string, extension = "yaml"): string | undefined {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const cursor = cursorAt(text, offset, extension);
  if (cursor === undefined) return undefined;
  const { start, end } = cursor.replaced;
  const expected = cursor.at.kind === "key" ? "key" : `value of ${cursor.at.key}`;
  const deeper = cursor.indent === undefined ? "" : `, ${cursor.indent} further in`;
  return `${expected}: ${text.slice(start, end)}${deeper}`;
}

const pod = (lines: string): string => `kind: Pod\napiVersion: v1\nmetadata:\n  annotations:${lines}\n  name: x\n`;
const json = (map: string): string => `{"metadata":{"name":"a","uid":"1"},"annotations":${map}}`;

const cases: readonly (readonly [marked: string, expected: string | undefined, extension?: string])[] = [
  [pod("\n    |"), "key: "],
  [pod("\n    ab|cd"), "key: abcd"],
  [pod('\n    "ab|"'), 'key: "ab"'],
  [pod("\n    a: b\n    c|\n    d: e"), "key: c"],
  [pod("\n    a: b\n\n    # why\n    |"), "key: "],
  [pod("\n    a/b.c-d: |"), "value of a/b.c-d: "],
  [pod("\n    a: 'x|y' # why"), "value of a: 'xy'"],
  [pod('\n    a: "x|'), 'value of a: "x'],
  [pod("\n    a: x|  # why"), "value of a: x"],
  [pod("\n    'a': |"), "value of a: "],
  [pod("\n    a:|"), "value of a: "],
  [pod("\n    - |"), undefined],
  [pod("\n    a: x |"), undefined],
  [pod("\n    a:\n      |"), undefined],
  [pod("\n    a: >-\n      b: |"), undefined],
  [pod("\n    a: *b|"), undefined],
  [pod("\n|"), undefined],
  // Where an editor that does not indent leaves the cursor.
  [pod("\n  |"), "key: , 2 further in"],
  [pod("\n\n  # why\n  io.m|"), "key: io.m, 2 further in"],
  [pod("\n  |\n      a: b"), "key: , 4 further in"],
  [pod("\n  labels|:"), undefined],
  [pod(" {}\n  |"), undefined],
  ["kind: Pod\nannotations:\n|", undefined],
  [pod(" {a: b, # it's\n|}"), "key: "],
  [pod(" {a: b # |"), undefined],
  [pod(" {|}"), "key: "],
  [pod(" {a: |}"), "value of a: "],
  [pod(" {a: b, c|}"), "key: c"],
  [pod(' {"a": "b|"}'), 'value of a: "b"'],
  [pod(" {a: b}|"), undefined],
  [json("{|}"), "key: ", "json"],
  [json('{"|"}'), 'key: ""', "json"],
  [json('{"a":"b","c|":"d"}'), 'key: "c"', "json"],
  [json('{"a":|}'), "value of a: ", "json"],
  [json('{"a":"C:\\\\|"}'), 'value of a: "C:\\\\"', "json"],
  [json('{"a":"b"|}'), undefined, "json"],
  [json('{"a":"b"\n|}'), "key: ", "json"],
  [json('{"a":"b",\n"c|\n}'), 'key: "c', "json"],
  [json('{"a":["|"]}'), undefined, "json"],
  [json('{ /* it"s: */ |}'), "key: ", "json"],
  [json('{"a":"b", // why\n"c|"}'), 'key: "c"', "json"],
  [json('{"a":"b" // "c\n|}'), "key: ", "json"],
  [json('{"a": /* | */ "b"}'), undefined, "json"],
];
for (const [marked, expected, extension] of cases) {
  test(`${JSON.stringify(marked)} expects ${expected ?? "nothing"}`, () =>
    assert.equal(described(marked, extension), expected));
}

test("law: wherever the cursor stands, what is replaced holds it and lies on its line", () => {
  const bit = fc.constantFrom("\n    ", "\n", "a", ":", " ", '"', "'", "{", "}", ",", "#", "|", "- ", "\r\n", "\t");
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 14 }), fc.boolean(), fc.nat(200), (bits, isJson, at) => {
      const text = isJson ? json(`{${bits.join("")}}`) : pod(bits.join(""));
      const offset = Math.min(at, text.length);
      const cursor = cursorAt(text, offset, isJson ? "json" : "yaml");
      if (cursor === undefined) return;
      const { start, end } = cursor.replaced;
      assert.ok(start <= offset && offset <= end && end <= text.length);
      assert.doesNotMatch(text.slice(start, end), /[\r\n]/);
    }),
    { seed: 11, numRuns: 500 },
  );
});
