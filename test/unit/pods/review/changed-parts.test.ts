import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { changedParts } from "../../../../server/src/pods/review/changed-parts.ts";
import type { FileEdit } from "../../../../server/src/pods/review/fix-pass.ts";

const apply = (text: string, edits: readonly FileEdit[]): string =>
  edits.reduceRight((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);

test("equal lines stay out of the edits", () => {
  assert.deepEqual(changedParts("a: 1\nb: 2\nc: 3\n", 'a: "1"\nb: 2\nc: "3"\n'), [
    { start: 3, end: 4, text: '"1"' },
    { start: 13, end: 14, text: '"3"' },
  ]);
});

test("a surrogate pair is never cut", () => {
  assert.deepEqual(changedParts("\u{1f600}", "\u{1f601}"), [{ start: 0, end: 2, text: "\u{1f601}" }]);
});

test("law: the edits turn the one text into the other, in order and apart", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r", "\u{1f600}", "\ud800"), maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const edits = changedParts(before, after);
      assert.equal(apply(before, edits), after);
      edits.reduce((reached, { start, end }) => {
        assert.ok(start >= reached && end >= start);
        return end;
      }, 0);
    }),
    { seed: 11, numRuns: 1000 },
  );
});
