import assert from "node:assert/strict";
import { test } from "node:test";
import { searchText, type TextMatch } from "../../../server/src/disk-process/text-search.ts";
import { memorySource } from "../../../server/src/disks/byte-source.ts";

function search(content: Buffer | string, wanted: string): readonly TextMatch[] {
  const source = memorySource(Buffer.from(content));
  return [...searchText(source, wanted)].filter((step) => typeof step !== "number");
}

const mark = "\ufeff";
const cases: readonly (readonly [
  why: string,
  content: Buffer | string,
  wanted: string,
  found: readonly TextMatch[],
])[] = [
  [
    "lines are counted from 0, and one match a line is enough",
    "one\ntwo two\n\nTWO",
    "two",
    [
      { line: 1, preview: "two two" },
      { line: 3, preview: "TWO" },
    ],
  ],
  ["letters beyond ASCII are what they are", "Größe\ngrÖße", "größe", [{ line: 0, preview: "Größe" }]],
  ["bytes that only look like letters in another case are not", "Ã¤ã¤", "Ã¤", [{ line: 0, preview: "Ã¤ã¤" }]],
  [
    "UTF-16 with its mark has lines",
    Buffer.from(`${mark}a\r\ncimfs.SYS failed\r\n`, "utf16le"),
    "cimfs.sys",
    [{ line: 1, preview: "cimfs.SYS failed" }],
  ],
  [
    "what has NULs has no lines; its text ends where no text is",
    Buffer.concat([
      Buffer.from([1, 0, 0xd7, 0x30]),
      Buffer.from("\\winload.efi\0", "utf16le"),
      Buffer.from([0, 3, 0xd8]),
    ]),
    "winload",
    [{ line: null, preview: "\\winload.efi" }],
  ],
  ["nothing", "", "x", []],
  ["nothing of it", "abc", "abcd", []],
];
for (const [why, content, wanted, found] of cases) {
  test(`a text in a file: ${why}`, () => assert.deepEqual(search(content, wanted), found));
}

test("a match is found once wherever the borders of pieces lie", () => {
  const piece = 1024 * 1024;
  for (const start of [piece - 3, piece - 1024, piece - 1025, piece, 2 * piece - 1]) {
    const content = Buffer.alloc(2 * piece + 10, "\n");
    content.write("needle", start, "latin1");
    assert.deepEqual(search(content, "needle"), [{ line: start, preview: "needle" }], `at ${start}`);
  }
});

test("a long line is previewed around the match", () => {
  const [match] = search(`${"a".repeat(5000)}needle${"b".repeat(5000)}`, "needle");
  assert.match(match?.preview ?? "", /^a{40}needleb{100}$/);
});
