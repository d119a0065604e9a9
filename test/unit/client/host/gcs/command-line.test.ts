import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { escapeArgument, joinArguments } from "../../../../../client/src/host/gcs/command-line.ts";

const cases: readonly [string, string][] = [
  ["", '""'],
  ["a", "a"],
  ["a b", '"a b"'],
  ["a\tb", '"a\tb"'],
  // A quote alone needs no quotes around it.
  ['a"b', 'a\\"b'],
  ['a\\"b', 'a\\\\\\"b'],
  ["C:\\", "C:\\"],
  ["C:\\a b\\", '"C:\\a b\\\\"'],
  ["a\\\\b c", '"a\\\\b c"'],
];

for (const [argument, expected] of cases) {
  test(`${JSON.stringify(argument)} is written as ${expected}`, () => assert.equal(escapeArgument(argument), expected));
}

/** `CommandLineToArgvW` for the arguments behind the first. */
function parse(line: string): readonly string[] {
  const args: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (/[ \t]/.test(line.charAt(at))) {
      at++;
      continue;
    }
    let text = "";
    let quoted = false;
    while (at < line.length && (quoted || !/[ \t]/.test(line.charAt(at)))) {
      const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
      at += slashes;
      if (line.charAt(at) !== '"') {
        text += "\\".repeat(slashes) || line.charAt(at++);
        continue;
      }
      text += "\\".repeat(slashes >> 1);
      if (slashes % 2 === 1) text += '"';
      else quoted = !quoted;
      at++;
    }
    args.push(text);
  }
  return args;
}

test("Windows takes arguments back as they were", () => {
  const argument = fc.string({ unit: fc.constantFrom("a", "\\", '"', " ", "\t", "ä"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(argument, { maxLength: 5 }), (args) => {
      assert.deepEqual(parse(joinArguments(args)), args);
    }),
    { seed: 6, numRuns: 500 },
  );
});

test("cmd gets a quoted path as it was typed, within quotes that it takes away", () => {
  const line = 'type "C:\\a b\\c.txt"';
  assert.equal(joinArguments(["cmd.exe", "/c", line]), `cmd.exe /c "${line}"`);
});

test("uvmboot's exec is one argument behind /c", () => {
  assert.equal(joinArguments(["cmd.exe", "/c", "echo hi"]), 'cmd.exe /c "echo hi"');
});
