import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { NameBook, safeName } from "../../../server/src/extraction/safe-name.ts";

const names: readonly (readonly [stored: string, safe: string])[] = [
  ["bootstat.dat", "bootstat.dat"],
  ["日本語 emoji 😀.txt", "日本語 emoji 😀.txt"],
  ["{5951a96a-e0b5-4d3d-8fb8-3e5b61030784}.cip", "{5951a96a-e0b5-4d3d-8fb8-3e5b61030784}.cip"],
  ["file:stream", "file_stream"],
  ['a<b>c"d|e?f*g', "a_b_c_d_e_f_g"],
  ["a/b\\c", "a_b_c"],
  ["..", "__"],
  ["ends with dots..", "ends with dots__"],
  ["ends with a blank ", "ends with a blank_"],
  ["con", "_con"],
  ["NUL.txt", "_NUL.txt"],
  // Windows ignores blanks before the dot when it looks for a device.
  ["com1 .log", "_com1 .log"],
  ["LPT\u00b9", "_LPT\u00b9"],
  ["console.log", "console.log"],
  ["", "_"],
  ["\u202egpj.exe", "_gpj.exe"],
  ["tab\there", "tab_here"],
  ["lone \ud800 surrogate", "lone _ surrogate"],
];
for (const [stored, safe] of names) {
  test(`safe: ${JSON.stringify(stored)}`, () => assert.equal(safeName(stored), safe));
}

test("as long as Windows and Linux take it, a name stays; longer ones keep their beginning and extension", () => {
  assert.equal(safeName("z".repeat(255)), "z".repeat(255));
  const [a, b] = [safeName(`${"日".repeat(200)}a.txt`), safeName(`${"日".repeat(200)}b.txt`)];
  assert.match(a, /^日+~[0-9a-f]{8}\.txt$/);
  assert.notEqual(a, b);
});

test("whatever the name, it can be made on Windows and is one part of a path", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ minLength: 200, maxLength: 400 })), (name) => {
      const safe = safeName(name);
      assert.doesNotMatch(safe, /[<>:"/\\|?*\p{Control}]|[. ]$|^$/u);
      assert.ok(Buffer.byteLength(safe) <= 255);
      assert.equal(safeName(safe), safe);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("names of one directory are all different, also where case does not count", () => {
  const book = new NameBook();
  const given = ["BCD", "bcd", "a?.txt", "a*.txt", "a_ (2).txt", "\u00e4", "a\u0308"].map((name) => book.take(name));
  assert.deepEqual(given, ["BCD", "bcd (2)", "a_.txt", "a_ (2).txt", "a_ (2) (2).txt", "\u00e4", "a\u0308 (2)"]);
});
