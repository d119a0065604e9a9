import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { NumberColumn, TextColumn } from "../../../server/src/disks/columns.ts";

test("law: a column of texts gives back what was put in, in Latin letters and others", () => {
  const text = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300, unit: "binary" }));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 400 }), (texts) => {
      const column = new TextColumn();
      for (const each of texts) column.push(each);
      assert.deepEqual(
        texts.map((_, row) => column.at(row)),
        texts,
      );
      assert.deepEqual([column.length, column.at(texts.length)], [texts.length, ""]);
      for (const [row, each] of texts.entries()) {
        const others = [`${each}x`, each.slice(1), texts[row - 1] ?? "", each.replace(/.$/u, "y")];
        assert.deepEqual(
          [each, ...others].map((other) => column.holds(row, other)),
          [each, ...others].map((other) => other === each),
        );
      }
      assert.ok(!column.holds(texts.length, "a") && column.holds(texts.length, ""));
    }),
    { seed: 17, numRuns: 40 },
  );
});

test("a text that has no room in a page stands beside them", () => {
  const column = new TextColumn();
  const texts = ["before", "\u4e2d".repeat(20_000), "behind"];
  for (const text of texts) column.push(text);
  assert.deepEqual([column.at(0), column.at(1), column.at(2)], texts);
  assert.deepEqual([column.holds(1, texts[1] ?? ""), column.holds(1, "")], [true, false]);
});

test("a column of numbers goes on behind its first page, and keeps what a row is given later", () => {
  const column = new NumberColumn(Float64Array);
  for (let row = 0; row < 20_000; row++) column.push(row * 2 ** 33);
  column.put(12_345, 7);
  assert.deepEqual([column.at(0), column.at(12_345), column.at(19_999)], [0, 7, 19_999 * 2 ** 33]);
  assert.deepEqual([column.length, column.at(20_000)], [20_000, 0]);
});
