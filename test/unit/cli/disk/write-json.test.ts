import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { writeJson } from "../../../../server/src/cli/disk/write-json.ts";

function written(answer: Readonly<Record<string, unknown>>): readonly string[] {
  const pieces: string[] = [];
  const out = (text: string): unknown => pieces.push(text);
  const none = (): void => undefined;
  writeJson(answer, { folder: ".", colors: false, out, write: none, err: none, readInput: () => Buffer.alloc(0) });
  return pieces;
}

test("law: what is written is the answer, with its version", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (answer) => {
      assert.deepEqual(JSON.parse(written(answer).join("")), JSON.parse(JSON.stringify({ version: 1, ...answer })));
    }),
    { seed: 3, numRuns: 200 },
  );
});

test("a line for each item, whose members are in one line", () => {
  assert.equal(
    written({ files: [{ path: "a" }, { path: "b" }], problems: [] }).join(""),
    '{\n  "version": 1,\n  "files": [\n    {"path":"a"},\n    {"path":"b"}\n  ],\n  "problems": []\n}\n',
  );
});

test("a long list is written in pieces", () => {
  const pieces = written({
    files: Array.from({ length: 5000 }, (_, index) => ({ path: `a file ${index}`.repeat(9) })),
  });
  assert.ok(pieces.length > 5);
  assert.ok(Math.max(...pieces.map((piece) => piece.length)) < 2 * 64 * 1024);
});

test("a member that is a function is asked in its turn: what comes later knows what was listed before", () => {
  let listed = 0;
  const files = function* (): Generator<number> {
    for (; listed < 2; listed++) yield listed;
  };
  assert.deepEqual(JSON.parse(written({ files, problems: () => [listed], empty: () => [] }).join("")), {
    version: 1,
    files: [0, 1],
    problems: [2],
    empty: [],
  });
});

test("an item with such members is an answer of its own, asked when its turn comes", () => {
  let listed = 0;
  const images = function* (): Generator<object> {
    for (const image of ["a", "b"]) yield { image, files: () => [listed++], problems: () => [] };
  };
  assert.deepEqual(JSON.parse(written({ images }).join("")).images, [
    { image: "a", files: [0], problems: [] },
    { image: "b", files: [1], problems: [] },
  ]);
});
