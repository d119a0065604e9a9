import assert from "node:assert/strict";
import { test } from "node:test";
import { type FlagKind, readGoFlags } from "../../../server/src/cli/go-flags.ts";

const kinds = new Map<string, FlagKind>([
  ["path", "text"],
  ["on", "switch"],
  ["count", "number"],
]);

function read(...args: readonly string[]): Record<string, string | boolean | bigint> {
  const { texts, switches, numbers } = readGoFlags(args, kinds);
  return Object.fromEntries<string | boolean | bigint>([...texts, ...switches, ...numbers]);
}

const good: readonly (readonly [args: readonly string[], flags: ReturnType<typeof read>])[] = [
  [[], {}],
  [["--path", "a", "-path=b"], { path: "b" }],
  [["--path", ""], { path: "" }],
  [["--path="], { path: "" }],
  [["--path", "--on"], { path: "--on" }],
  [["--path", "a=b"], { path: "a=b" }],
  [["-on"], { on: true }],
  [["--on=0"], { on: false }],
  [["--on=T", "extra", "args"], { on: true }],
  [["--on", "--on=false"], { on: false }],
  [["--count", "10"], { count: 10n }],
  // Go reads a number of any base.
  [["--count=0x10"], { count: 16n }],
  [["--count=010"], { count: 8n }],
  [["--count=0b11"], { count: 3n }],
  [["--count=1_000"], { count: 1000n }],
  [["--count=0x_1_0"], { count: 16n }],
  [["--count=0"], { count: 0n }],
  [["--count=18446744073709551615"], { count: 18446744073709551615n }],
];
for (const [args, flags] of good) {
  test(`Go's flags: ${JSON.stringify(args)}`, () => assert.deepEqual(read(...args), flags));
}

const bad: readonly (readonly [args: readonly string[], message: string])[] = [
  [["--other"], "flag provided but not defined: -other"],
  [["--path"], "flag needs an argument: -path"],
  [["--on=yes"], 'invalid boolean value "yes" for -on: parse error'],
  [["--on="], 'invalid boolean value "" for -on: parse error'],
  [["--count", "many"], 'invalid value "many" for flag -count: parse error'],
  [["--count=-1"], 'invalid value "-1" for flag -count: parse error'],
  [["--count=08"], 'invalid value "08" for flag -count: parse error'],
  [["--count=1__0"], 'invalid value "1__0" for flag -count: parse error'],
  [["--count=0x"], 'invalid value "0x" for flag -count: parse error'],
  [["--count=18446744073709551616"], 'invalid value "18446744073709551616" for flag -count: value out of range'],
];
for (const [args, message] of bad) {
  test(`no flags of Go: ${JSON.stringify(args)}`, () => {
    assert.equal(readGoFlags(args, kinds).fault?.message, message);
  });
}

test("what follows a fault is read all the same", () => {
  const { fault, texts } = readGoFlags(["--on=yes", "--count=x", "--path=read"], kinds);
  assert.deepEqual([fault?.flag, texts.get("path")], ["on", "read"]);
});
