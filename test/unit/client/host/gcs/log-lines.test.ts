import assert from "node:assert/strict";
import { test } from "node:test";
import { LogSplitter, maximumLogEntry } from "../../../../../client/src/host/gcs/log-lines.ts";

const split = (pieces: readonly string[]): readonly string[] => {
  const splitter = new LogSplitter();
  return [...pieces.flatMap((piece) => splitter.push(Buffer.from(piece))), ...splitter.end()];
};

const cases: readonly [string, readonly string[], readonly string[]][] = [
  ["objects with line feeds", ['{"a":1}\n{"b":2}\n'], ['{"a":1}', '{"b":2}']],
  ["objects without", ['{"a":1}{"b":2}'], ['{"a":1}', '{"b":2}']],
  ["braces and quotes inside texts", ['{"a":"}\\"{"}{"b":{}}'], ['{"a":"}\\"{"}', '{"b":{}}']],
  ["pieces", ['{"a', '":', "1}"], ['{"a":1}']],
  ["a panic's text at the end", ['{"a":1}\npanic: x\n goroutine 1'], ['{"a":1}', "panic: x", "goroutine 1"]],
  ["an object that was cut off", ['{"a":'], ['{"a":']],
];

for (const [name, pieces, expected] of cases) {
  test(name, () => assert.deepEqual(split(pieces), expected));
}

test("an endless entry does not fill the memory", () => {
  const entries = split([`{"a":"${"x".repeat(maximumLogEntry + 10)}"}\n`, '{"b":2}']);
  assert.equal(entries[0]?.length, maximumLogEntry);
  assert.equal(entries.at(-1), '{"b":2}');
});
