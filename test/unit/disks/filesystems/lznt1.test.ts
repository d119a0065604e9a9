import assert from "node:assert/strict";
import { test } from "node:test";
import { decompressLznt1 } from "../../../../server/src/disks/filesystems/ntfs/lznt1.ts";

// The example of [MS-XCA] 3.3.
const notes =
  "F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D\0";
const compressed = Buffer.from(
  "38b08846232000204720410010a24701a04520440008450150790 0c045200524138805b4024a44ef0358028c091601484500be009e000401189000".replaceAll(
    " ",
    "",
  ),
  "hex",
);

test("the published example", () => {
  assert.equal(decompressLznt1(compressed, notes.length, 0).toString("latin1"), notes);
});

test("what is missing at the end is zero", () => {
  assert.equal(decompressLznt1(compressed, notes.length + 100, 0).toString("latin1"), notes + "\0".repeat(100));
});

test("a chunk that did not shrink stands as it is, the next one starts 4 KiB on", () => {
  const plain = Buffer.alloc(4096, "p");
  const input = Buffer.concat([Buffer.from([0xff, 0x3f]), plain, compressed]);
  assert.equal(decompressLznt1(input, 4096 + notes.length, 0).toString("latin1"), plain.toString() + notes);
});

const damaged: readonly (readonly [why: string, input: readonly number[]])[] = [
  ["a chunk is longer than the data", [0x38, 0xb0, 0x88]],
  ["a phrase refers to bytes in front of the chunk", [0x02, 0xb0, 0x01, 0x00, 0x00]],
  ["a phrase is cut off", [0x02, 0xb0, 0x02, 0x41, 0x00]],
  ["a chunk gives more than 4 KiB", [0x06, 0xb0, 0x06, 0x41, 0xff, 0x0f, 0xff, 0x0f, 0x41]],
];
for (const [why, input] of damaged) {
  test(`damaged: ${why}`, () => {
    assert.throws(() => decompressLznt1(Buffer.from(input), 8192, 77), { code: "compressed-data-damaged", offset: 77 });
  });
}
