import assert from "node:assert/strict";
import { test } from "node:test";
import { memorySource } from "../../../../server/src/disks/byte-source.ts";
import { EntryTable } from "../../../../server/src/disks/image/entry-table.ts";

/** Entries of 8 bytes in a page of the table. */
const perPage = 8192;
const tableOffset = 64;

/** A table of three pages and a bit with entries in these places, at an odd offset of its file. */
function tableWith(stored: readonly number[]): EntryTable {
  const count = 3 * perPage + 10;
  const file = Buffer.alloc(tableOffset + count * 8);
  for (const index of stored) file.writeUInt32LE(index, tableOffset + index * 8);
  return new EntryTable(memorySource(file), tableOffset, 8, count + 100, 0);
}

test("entries are found on every page; the table ends with its file", () => {
  const table = tableWith([5, perPage, 3 * perPage + 9]);
  for (const index of [5, perPage, 3 * perPage + 9, 5]) {
    const { page, at } = table.entry(index);
    assert.equal(page.readUInt32LE(at), index);
  }
  assert.equal(table.count, 3 * perPage + 10);
  assert.throws(() => table.entry(table.count), { code: "block-table-too-short" });
});

const jumps: readonly (readonly [why: string, stored: readonly number[], from: number, to: number])[] = [
  ["an empty page is passed over", [perPage + 1], 0, perPage],
  ["a page with an entry in it is not", [perPage + 1], perPage, perPage],
  ["within a page nothing is passed over: its start has decided", [], 7, 7],
  ["the last page is shorter", [], 3 * perPage, 3 * perPage + 10],
];
for (const [why, stored, from, to] of jumps) {
  test(`looking for stored blocks: ${why}`, () => assert.equal(tableWith(stored).afterEmpty(from), to));
}
